"""The twin of Program.cs: microseconds for c = a + b on three floats, the best of some rounds."""
import time

import torch

torch.set_num_threads(1)
a, b = torch.ones(3), torch.ones(3)


def microseconds(repetitions):
    start = time.perf_counter()
    for _ in range(repetitions):
        c = a + b
    return (time.perf_counter() - start) / repetitions * 1e6


print(min(microseconds(20_000) for _ in range(60)))
