"""The kit's models in PyTorch, with the same parameter names (He et al. 2016 for ResNet-34)."""
import sys

import torch
from torch import nn
import torch.nn.functional as F


class BasicBlock(nn.Module):
    def __init__(self, inputs, outputs, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        identity = x if self.downsample is None else self.downsample(x)
        y = F.relu(self.bn1(self.conv1(x)), inplace=True)
        return F.relu(self.bn2(self.conv2(y)).add_(identity), inplace=True)


class ResNet34(nn.Module):
    def __init__(self, classes=7, width=64):
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        inputs = width
        for number, depth in enumerate((3, 4, 6, 3), 1):
            outputs = width << (number - 1)
            blocks = [BasicBlock(inputs, outputs, 1 if number == 1 else 2)] + [BasicBlock(outputs, outputs) for _ in range(depth - 1)]
            setattr(self, f"layer{number}", nn.Sequential(*blocks))
            inputs = outputs
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(inputs, classes)

    def trunk(self, x):
        return self.layer1(self.maxpool(F.relu(self.bn1(self.conv1(x)), inplace=True)))

    def head(self, x):
        return self.fc(self.avgpool(self.layer4(self.layer3(self.layer2(x)))).flatten(1))

    def forward(self, x):
        return self.head(self.trunk(x))


class ConvBnRelu(nn.Module):
    def __init__(self, inputs, outputs, kernel):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2, bias=False)
        self.bn = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return F.relu(self.bn(self.conv(x)), inplace=True)


class AsymmetricConv(nn.Module):
    """Equation (1), the three convolutions run one by one."""

    def __init__(self, channels):
        super().__init__()
        self.conv1x3 = nn.Conv2d(channels, channels, (1, 3), padding=(0, 1), bias=False)
        self.conv3x3 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.conv3x1 = nn.Conv2d(channels, channels, (3, 1), padding=(1, 0), bias=False)
        self.bn = nn.BatchNorm2d(channels)

    def forward(self, x):
        if hasattr(self, "conv"):
            return self.bn(self.conv(x))
        return self.bn(self.conv1x3(x) + self.conv3x3(x) + self.conv3x1(x))

    @torch.no_grad()
    def fold(self):
        """Figure 3b: one 3x3 kernel in place of the three."""
        self.conv = nn.Conv2d(self.conv3x3.in_channels, self.conv3x3.out_channels, 3, padding=1, bias=False)
        self.conv.weight.copy_(self.conv3x3.weight + F.pad(self.conv1x3.weight, (0, 0, 1, 1)) + F.pad(self.conv3x1.weight, (1, 1, 0, 0)))
        del self.conv1x3, self.conv3x3, self.conv3x1


class LocalFeatureEnhancement(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.quadrants = nn.ModuleList(nn.ModuleList(AsymmetricConv(channels) for _ in range(2)) for _ in range(4))

    def forward(self, x):
        h, w = x.shape[2] // 2, x.shape[3] // 2
        parts = [x[:, :, :h, :w], x[:, :, :h, w:], x[:, :, h:, :w], x[:, :, h:, w:]]
        done = [second(F.relu(first(part))) for part, (first, second) in zip(parts, self.quadrants)]
        return x + torch.cat([torch.cat(done[:2], 3), torch.cat(done[2:], 3)], 2)


class AcMix(nn.Module):
    """ACmix as its authors describe it: keys, values and positions unfolded over reflected windows."""

    def __init__(self, channels, heads=4, window=7):
        super().__init__()
        self.heads, self.window, self.depth = heads, window, channels // heads
        self.query, self.key, self.value = (nn.Conv2d(channels, channels, 1) for _ in range(3))
        self.position = nn.Conv2d(2, self.depth, 1)
        self.mix = nn.Conv2d(3 * heads, 9, 1, bias=False)
        self.shift = nn.Conv2d(9 * self.depth, channels, 3, padding=1, groups=self.depth, bias=False)
        with torch.no_grad():
            self.shift.weight.zero_()
            for i in range(9):
                self.shift.weight[:, i, i // 3, i % 3] = 1
        self.rate1 = nn.Parameter(torch.full((1,), 0.5))
        self.rate2 = nn.Parameter(torch.full((1,), 0.5))

    def windows(self, maps):
        n, c, h, w = maps.shape
        halo = self.window // 2
        return F.unfold(F.pad(maps, (halo,) * 4, mode="reflect"), self.window).view(n, c, self.window ** 2, h, w)

    def forward(self, x):
        n, c, h, w = x.shape
        q, k, v = self.query(x), self.key(x), self.value(x)
        xs = torch.linspace(-1, 1, w, dtype=x.dtype).view(1, 1, 1, w).expand(1, 1, h, w)
        ys = torch.linspace(-1, 1, h, dtype=x.dtype).view(1, 1, h, 1).expand(1, 1, h, w)
        place = self.position(torch.cat([xs, ys], 1))                                        # (1, d, h, w)
        queries = q.view(n * self.heads, self.depth, 1, h, w) * self.depth ** -0.5
        keys = self.windows(k.view(n * self.heads, self.depth, h, w))
        values = self.windows(v.view(n * self.heads, self.depth, h, w))
        relative = place.unsqueeze(2) - self.windows(place)
        weights = F.softmax((queries * (keys + relative)).sum(1, keepdim=True), 2)
        attended = (weights * values).sum(2).view(n, c, h, w)
        maps = self.mix(torch.cat([part.view(n, self.heads, self.depth, h * w) for part in (q, k, v)], 1))
        shifted = self.shift(maps.permute(0, 2, 1, 3).reshape(n, 9 * self.depth, h, w))
        return self.rate1 * attended + self.rate2 * shifted


class MultiScaleGlobalAssociation(nn.Module):
    def __init__(self, channels, scales=4):
        super().__init__()
        group = channels // scales
        self.stem = ConvBnRelu(channels, channels, 3)
        self.scales = nn.ModuleList(
            nn.Sequential(*[ConvBnRelu(group, group, 3 if i else 1) for _ in range(max(i, 1))]) for i in range(scales))
        self.acmix = AcMix(channels)
        self.bn = nn.BatchNorm2d(channels)

    def forward(self, x):
        groups = self.stem(x).chunk(len(self.scales), 1)
        return self.bn(self.acmix(torch.cat([scale(group) for scale, group in zip(self.scales, groups)], 1)))


class GclNet(ResNet34):
    def __init__(self, classes=7, width=64):
        super().__init__(classes, width)
        self.lfa = LocalFeatureEnhancement(width)
        self.mgc = MultiScaleGlobalAssociation(width)

    def forward(self, x):
        features = self.trunk(x)
        return self.head(F.relu(self.lfa(features) + self.mgc(features)))


MODELS = {
    "resnet34": lambda: ResNet34(),
    "resnet34:tiny": lambda: ResNet34(width=16),
    "gclnet": lambda: GclNet(),
    "gclnet:recommended": lambda: GclNet(),
    "gclnet:tiny": lambda: GclNet(width=16),
}


def deploy(model):
    """Folds all asymmetric kernels of a model in place."""
    for module in list(model.modules()):
        if isinstance(module, AsymmetricConv):
            module.fold()


def make(name):
    if name not in MODELS:
        print(f"no twin of {name}: there are {', '.join(MODELS)}", file=sys.stderr)
        raise SystemExit(3)
    return MODELS[name]()
