"""PyTorch's side of `ferkit bench train|infer --twin`: the same model, batch, loss, optimizer and precision, in PyTorch's own loop.

GCLNet's twin is written as the paper and ACmix's authors write it: three asymmetric convolutions side by side, attention
over unfolded windows; with algorithm=same it has the kit's own algorithms. For inference its asymmetric kernels are folded,
as the kit's are. ResNet-34's is the same network on both sides.

usage: twin.py KEY=VALUE..., as twin_settings.py lists them. Reads numbers of steps, answers each with images a second and
the most memory so far in MiB.
"""
import sys
import time

import torch

import twin_settings


def main():
    run = twin_settings.Run(sys.argv[1:])
    images = run.pictures(torch.randn(run.batch, 3, run.size, run.size))
    labels = torch.randint(7, (run.batch,)).to(run.device)
    run.ready()
    for line in sys.stdin:
        steps = int(line)
        start = time.perf_counter()
        for _ in range(steps):
            run.step(images, labels)
        run.finish()
        run.answer(steps * run.batch, time.perf_counter() - start)


main()
