"""OpenCV's side of `ferkit bench decode --twin`: read, cut the square at the centre, shrink by area, in several processes,
and save all squares as one .npy file. The kit's pack holds names and labels besides, is flushed to the disk, and can be gone on with.

usage: decode_twin.py LIST SIZE PROCESSES; LIST names a picture a line. Reads numbers of passes, answers each with pictures a
second and the most resident memory so far of this process in MiB.
"""
import multiprocessing
import resource
import sys
import tempfile
import time

import cv2
import numpy as np


def decode(task):
    path, size = task
    image = cv2.imread(path, cv2.IMREAD_COLOR)
    if image is None:
        return None
    side = min(image.shape[:2])
    top, left = (image.shape[0] - side) // 2, (image.shape[1] - side) // 2
    square = image[top:top + side, left:left + side]
    if side != size:
        square = cv2.resize(square, (size, size), interpolation=cv2.INTER_AREA if side > size else cv2.INTER_LINEAR)
    return np.ascontiguousarray(square[:, :, ::-1].transpose(2, 0, 1))


def main():
    cv2.setNumThreads(1)
    size, processes = int(sys.argv[2]), int(sys.argv[3])
    with open(sys.argv[1], encoding="utf-8") as file:
        tasks = [(line.rstrip("\n"), size) for line in file]
    pixels = np.empty((len(tasks), 3, size, size), np.uint8)
    with multiprocessing.Pool(processes) as pool, tempfile.NamedTemporaryFile(suffix=".npy") as saved:
        print("ready", cv2.__version__, flush=True)
        for line in sys.stdin:
            start = time.perf_counter()
            for _ in range(int(line)):
                for i, image in enumerate(pool.imap(decode, tasks, chunksize=64)):
                    if image is not None:
                        pixels[i] = image
                np.save(saved.name, pixels)
            seconds = time.perf_counter() - start
            print(int(line) * len(tasks) / seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)


main()
