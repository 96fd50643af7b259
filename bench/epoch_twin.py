"""PyTorch's side of `ferkit bench epoch --twin`: the usual loop over JPEG files, decoded and augmented by torchvision in worker
processes. It makes its own files, as many and as large as the kit's pictures.

usage: epoch_twin.py WORKERS COUNT KEY=VALUE..., as twin_settings.py lists them. Reads numbers of epochs, answers each with
images a second and the most memory so far in MiB.
"""
import sys
import tempfile
import time
from pathlib import Path

import torch
from torch.nn import functional as F
from torch.utils.data import DataLoader
from torchvision import datasets, io, transforms

import twin_settings

CLASSES = 7
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


def write(folder, count, size):
    """Smooth pictures with a little noise, which compress as photographs do."""
    for i in range(count):
        path = Path(folder, str(i % CLASSES), f"{i}.jpg")
        path.parent.mkdir(exist_ok=True)
        smooth = F.interpolate(torch.rand(1, 3, 8, 8), (size, size), mode="bicubic")[0]
        pixels = (smooth + 0.03 * torch.randn(3, size, size)).mul(255).clamp(0, 255).byte()
        io.write_jpeg(pixels, str(path), quality=90)


def main():
    workers, count = map(int, sys.argv[1:3])
    run = twin_settings.Run(sys.argv[3:])
    change = transforms.Compose([
        transforms.RandomHorizontalFlip(), transforms.RandomCrop(run.size, padding=round(0.08 * run.size), padding_mode="reflect"),
        transforms.ToTensor(), transforms.Normalize(MEAN, DEVIATION),
    ])
    with tempfile.TemporaryDirectory() as folder:
        write(folder, count, run.size)
        loader = DataLoader(datasets.ImageFolder(folder, change), run.batch, shuffle=True, num_workers=workers,
                            persistent_workers=workers > 0, pin_memory=run.device.type == "cuda")
        run.ready()
        for line in sys.stdin:
            epochs = int(line)
            start = time.perf_counter()
            for _ in range(epochs):
                for images, labels in loader:
                    run.step(run.pictures(images), labels.to(run.device, non_blocking=True))
            run.finish()
            run.answer(epochs * count, time.perf_counter() - start)


main()
