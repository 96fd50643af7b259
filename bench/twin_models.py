"""The kit's models in PyTorch, with the same parameter names (He et al. 2016 for ResNet-34)."""
from functools import partial
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

    def stem(self, x):
        return self.maxpool(F.relu(self.bn1(self.conv1(x)), inplace=True))

    def head(self, x):
        return self.fc(self.avgpool(self.layer4(self.layer3(self.layer2(x)))).flatten(1))

    def forward(self, x):
        return self.head(self.layer1(self.stem(x)))


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


class PlainConv(nn.Module):
    """What stands in its place in table 6."""

    def __init__(self, channels):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn = nn.BatchNorm2d(channels)

    def forward(self, x):
        return self.bn(self.conv(x))


class LocalFeatureEnhancement(nn.Module):
    """LFA(F) = F + L(F)."""

    def __init__(self, channels, quadrants=True, asymmetric=True):
        super().__init__()
        layer = AsymmetricConv if asymmetric else PlainConv
        self.quadrants = nn.ModuleList(nn.ModuleList(layer(channels) for _ in range(2)) for _ in range(4 if quadrants else 1))

    def forward(self, x):
        if len(self.quadrants) == 1:
            first, second = self.quadrants[0]
            return x + second(F.relu(first(x)))
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
        xs = torch.linspace(-1, 1, w, dtype=x.dtype, device=x.device).view(1, 1, 1, w).expand(1, 1, h, w)
        ys = torch.linspace(-1, 1, h, dtype=x.dtype, device=x.device).view(1, 1, h, 1).expand(1, 1, h, w)
        place = self.position(torch.cat([xs, ys], 1))                                        # (1, d, h, w)
        queries = q.reshape(n * self.heads, self.depth, 1, h, w) * self.depth ** -0.5
        keys = self.windows(k.reshape(n * self.heads, self.depth, h, w))
        values = self.windows(v.reshape(n * self.heads, self.depth, h, w))
        relative = place.unsqueeze(2) - self.windows(place)
        weights = F.softmax((queries * (keys + relative)).sum(1, keepdim=True), 2)
        attended = (weights * values).sum(2).view(n, c, h, w)
        maps = self.mix(torch.cat([part.view(n, self.heads, self.depth, h * w) for part in (q, k, v)], 1))
        shifted = self.shift(maps.permute(0, 2, 1, 3).reshape(n, 9 * self.depth, h, w))
        return self.rate1 * attended + self.rate2 * shifted


class MultiScaleConv(nn.Module):
    """Equation (2); its branches are named by their numbers."""

    def __init__(self, channels, scales=4):
        super().__init__()
        group = channels // scales
        for i in range(scales):
            self.add_module(str(i), nn.Sequential(*[ConvBnRelu(group, group, 3 if i else 1) for _ in range(max(i, 1))]))

    def forward(self, x):
        branches = list(self.children())
        return torch.cat([branch(group) for branch, group in zip(branches, x.chunk(len(branches), 1))], 1)


class Cbam(nn.Module):
    """Woo et al. 2018, figures 1 and 2."""

    def __init__(self, channels, reduction=16):
        super().__init__()
        hidden = max(1, channels // reduction)
        self.reduce, self.expand = nn.Linear(channels, hidden), nn.Linear(hidden, channels)
        self.conv = nn.Conv2d(2, 1, 7, padding=3, bias=False)
        self.bn = nn.BatchNorm2d(1)

    def weigh(self, pooled):
        return self.expand(F.relu(self.reduce(pooled.flatten(1))))

    def forward(self, x):
        x = x * torch.sigmoid(self.weigh(F.adaptive_avg_pool2d(x, 1)) + self.weigh(F.adaptive_max_pool2d(x, 1)))[:, :, None, None]
        pooled = torch.stack([x.max(1).values, x.mean(1)], 1)
        return x * torch.sigmoid(self.bn(self.conv(pooled)))


class MultiScaleGlobalAssociation(nn.Module):
    def __init__(self, channels, stem=True, multi_scale=True, cat_bn=False, attention=True, post_bn=False, cbam=False):
        super().__init__()
        self.stem = ConvBnRelu(channels, channels, 3) if stem else nn.Identity()
        self.scales = MultiScaleConv(channels) if multi_scale else ConvBnRelu(channels, channels, 3)
        self.catBn = nn.BatchNorm2d(channels) if cat_bn else nn.Identity()
        self.acmix = AcMix(channels) if attention else nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn = nn.BatchNorm2d(channels)
        self.postBn = nn.BatchNorm2d(channels) if post_bn else nn.Identity()
        self.gate = Cbam(channels) if cbam else nn.Identity()

    def forward(self, x):
        x = self.catBn(self.scales(self.stem(x)))
        return self.gate(self.postBn(self.bn(self.acmix(x))))


class GclNet(ResNet34):
    """Options as the kit's GclNetOptions; those of MGC go on to it."""

    def __init__(self, classes=7, width=64, lfa=True, quadrants=True, asymmetric=True, mgc=True,
                 tap="layer1", fusion="sum", last_relu=True, **mgc_options):
        super().__init__(classes, width)
        self.tap, self.last_relu = tap, last_relu
        self.lfa = LocalFeatureEnhancement(width, quadrants, asymmetric) if lfa else None
        self.mgc = MultiScaleGlobalAssociation(width, **mgc_options) if mgc else None
        self.fuse = nn.Conv2d(2 * width, width, 1, bias=False) if fusion == "concatenation" else None

    def forward(self, x):
        x = self.stem(x)
        return self.head(self.enhance(self.layer1(x)) if self.tap == "layer1" else self.layer1(self.enhance(x)))

    def enhance(self, x):
        if self.lfa is None and self.mgc is None:
            return x
        if self.fuse is not None:
            y = x + self.fuse(torch.cat([self.lfa(x), self.mgc(x)], 1))
        else:
            y = x if self.lfa is None else self.lfa(x)
            y = y if self.mgc is None else y + self.mgc(x)
        return F.relu(y) if self.last_relu else y


PAPER_COST = {"cat_bn": True, "post_bn": True, "cbam": True}

# As the kit's GclNetPresets.
PRESETS = {
    "recommended": {},
    "paper-cost": PAPER_COST,
    "text-literal": {"stem": False},
    "baseline": {"lfa": False, "mgc": False},
    "lfa": {"mgc": False},
    "mgc": {"lfa": False},
    "mgc-paper-cost": {"lfa": False, **PAPER_COST},
    "unsplit-asymmetric": {"mgc": False, "quadrants": False},
    "split-plain": {"mgc": False, "asymmetric": False},
    "unsplit-plain": {"mgc": False, "quadrants": False, "asymmetric": False},
    "multi-scale": {"lfa": False, "attention": False},
    "attention": {"lfa": False, "multi_scale": False},
}

# As the kit's ModelZoo: each name, and with :tiny at its end a quarter as wide.
MODELS = {"resnet34": ResNet34, "gclnet": GclNet}
MODELS.update({f"gclnet:{preset}": partial(GclNet, **options) for preset, options in PRESETS.items()})
MODELS.update({f"{name}:tiny": partial(model, width=16) for name, model in MODELS.items()})


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
