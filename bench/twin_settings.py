"""What PyTorch's side runs, from KEY=VALUE arguments, all of them needed: work (train or infer), model, size, batch, threads,
device, precision (float32, or bfloat16 by autocast), tf32, algorithm (official or same), layout (channels-first or
channels-last).
"""
import resource
from contextlib import nullcontext

import torch
from torch import nn

from twin_blocked import same_algorithm
from twin_models import deploy, make


class Run:
    def __init__(self, arguments):
        given = dict(argument.split("=", 1) for argument in arguments)
        self.size, self.batch = int(given["size"]), int(given["batch"])
        self.device = torch.device(given["device"])
        self.bfloat16 = given["precision"] == "bfloat16"
        self.format = torch.channels_last if given["layout"] == "channels-last" else torch.contiguous_format
        torch.set_num_threads(int(given["threads"]))
        torch.manual_seed(1)
        tf32 = given["tf32"] == "True"
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = tf32
        torch.backends.cudnn.benchmark = True

        training = given["work"] == "train"
        self.model = make(given["model"])
        if given["algorithm"] == "same":
            same_algorithm(self.model)
        if not training:
            deploy(self.model)
        self.model.to(self.device, memory_format=self.format).train(training)
        self.loss = nn.CrossEntropyLoss()
        self.optimizer = torch.optim.SGD(self.model.parameters(), 0.01, momentum=0.9, weight_decay=5e-4)
        self.step = self.train if training else self.infer

    def pictures(self, images):
        return images.to(self.device, non_blocking=True).contiguous(memory_format=self.format)

    def forward(self, images):
        with torch.autocast(self.device.type, torch.bfloat16) if self.bfloat16 else nullcontext():
            return self.model(images)

    def train(self, images, labels):
        self.optimizer.zero_grad()
        self.loss(self.forward(images).float(), labels).backward()
        self.optimizer.step()

    @torch.no_grad()
    def infer(self, images, labels):
        self.forward(images)

    def finish(self):
        if self.device.type == "cuda":
            torch.cuda.synchronize()

    @staticmethod
    def ready():
        print("ready", torch.__version__, flush=True)

    def answer(self, images, seconds):
        on_gpu = self.device.type == "cuda"
        peak = torch.cuda.max_memory_allocated() / 2**20 if on_gpu else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(images / seconds, peak, flush=True)
