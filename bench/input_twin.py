"""PyTorch's side of `ferkit bench input --twin`: torchvision's transforms of the same kind (occluders have none there), picture
by picture, in the worker processes of a DataLoader, from uint8 pictures in memory to normalised batches.

usage: input_twin.py SIZE BATCH WORKERS FLIP SHIFT ROTATION BRIGHTNESS CONTRAST SATURATION ERASING; flip is True or False, the
others are as in the kit's recipes. Reads numbers of batches, answers each with images a second and the most memory in MiB.
"""
import resource
import sys
import time

import torch
from torch.utils.data import DataLoader, Dataset
from torchvision import transforms

BATCHES = 4
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


class Pictures(Dataset):
    def __init__(self, count, size, change):
        self.pixels = torch.randint(256, (count, 3, size, size), dtype=torch.uint8)
        self.length, self.change = count, change

    def __len__(self):
        return self.length

    def __getitem__(self, index):
        return self.change(self.pixels[index % len(self.pixels)]), index % 7


def changes(size, flip, shift, rotation, brightness, contrast, saturation, erasing):
    steps = []
    if rotation:
        steps.append(transforms.RandomRotation(rotation, transforms.InterpolationMode.BILINEAR))
    if shift:
        steps.append(transforms.RandomCrop(size, padding=round(shift * size), padding_mode="reflect"))
    if flip:
        steps.append(transforms.RandomHorizontalFlip())
    if brightness or contrast or saturation:
        steps.append(transforms.ColorJitter(brightness, contrast, saturation))
    steps += [transforms.ConvertImageDtype(torch.float32), transforms.Normalize(MEAN, DEVIATION)]
    if erasing:
        steps.append(transforms.RandomErasing(erasing))
    return transforms.Compose(steps)


def main():
    size, batch, workers = map(int, sys.argv[1:4])
    flip, numbers = sys.argv[4] == "True", map(float, sys.argv[5:11])
    torch.set_num_threads(1)
    pictures = Pictures(BATCHES * batch, size, changes(size, flip, *numbers))
    loader = DataLoader(pictures, batch, shuffle=True, num_workers=workers, persistent_workers=True)
    for _ in loader:    # the workers start
        pass
    print("ready", torch.__version__, flush=True)
    for line in sys.stdin:
        # As many passes as give the batches asked for; between two of them the workers wait for the next, as between epochs.
        passes = max(1, int(line) // BATCHES)
        start = time.perf_counter()
        for _ in range(passes):
            for images, labels in loader:
                pass
        seconds = time.perf_counter() - start
        print(passes * BATCHES * batch / seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)


main()
