"""PyTorch's side of `ferkit bench train|infer --twin`: the same model, batch, loss and optimizer, in PyTorch's own loop.

GCLNet's twin is written as the paper and ACmix's authors write it: three asymmetric convolutions side by side, attention
over unfolded windows. For inference its asymmetric kernels are folded, as the kit's are. ResNet-34's is the same network on
both sides.

usage: twin.py train|infer MODEL SIZE BATCH THREADS official|same; `same` gives it the kit's own algorithms instead. Reads
numbers of steps, answers each with images a second and the most resident memory so far in MiB.
"""
import resource
import sys
import time

import torch
from torch import nn

from twin_blocked import same_algorithm
from twin_models import deploy, make


def main():
    work, name, size, batch, threads = *sys.argv[1:3], *map(int, sys.argv[3:6])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    model = make(name)
    if sys.argv[6] == "same":
        same_algorithm(model)
    optimizer = torch.optim.SGD(model.parameters(), 0.01, momentum=0.9, weight_decay=5e-4)
    images = torch.randn(batch, 3, size, size)
    labels = torch.randint(7, (batch,))
    loss = nn.CrossEntropyLoss()

    def train():
        optimizer.zero_grad()
        loss(model(images), labels).backward()
        optimizer.step()

    @torch.no_grad()
    def infer():
        model(images)

    step = train if work == "train" else infer
    if work == "infer":
        deploy(model)
    model.train(work == "train")
    print("ready", torch.__version__, flush=True)
    for line in sys.stdin:
        steps = int(line)
        start = time.perf_counter()
        for _ in range(steps):
            step()
        print(steps * batch / (time.perf_counter() - start), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)


main()
