"""The denoiser: a U-Net without normalisation or attention, and its preconditioning.

Shapes: pivot, anchor, mean [N,3,H,W]; std [N,2,H,W] (luma, chroma); geometry [N,35]; H, W multiples of 16.
Pictures are sRGB-encoded in [-1, 1].
"""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .luma import combine

GEOMETRY_LENGTH = 35
DATA_STD = 0.5
"""Assumed standard deviation of pictures for the scaling of the inputs (EDM, arXiv 2206.00364, eq. 7)."""
RESIDUAL_STD = ((0.5, 0.5), (0.35, 0.16))
"""Luma and chroma deviation of the truth from the anchor, below the lower and above the upper of RESIDUAL_LEVELS."""
FIRST_RESIDUAL_STD = ((0.5, 0.5), (0.5, 0.5))
"""The assumption of networks of contract 1; it applies to weights without a `residual_std`."""
RESIDUAL_LEVELS = (0.1, 0.35)
"""Noise levels s between which ln residual_std changes linearly with ln s."""


@dataclass(frozen=True)
class Size:
    """Channels of the levels (the last level is used twice: level 2 and the middle) and embedding width."""

    channels: tuple[int, ...] = (64, 128, 256, 256)
    embedding: int = 192


FULL = Size()
TINY = Size((8, 8, 8, 8), 16)


class Block(nn.Module):
    """Residual block x + c2(SiLU(c1(x)(1+g)+b)), (g, b) linear in the embedding; starts as the identity."""

    def __init__(self, channels: int, embedding: int) -> None:
        super().__init__()
        self.c1 = nn.Conv2d(channels, channels, 3, padding=1)
        self.c2 = nn.Conv2d(channels, channels, 3, padding=1)
        self.e = nn.Linear(embedding, 2 * channels)
        for layer in (self.c2, self.e):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, x: Tensor, embedding: Tensor) -> Tensor:
        gain, bias = self.e(embedding)[:, :, None, None].chunk(2, 1)
        return x + self.c2(F.silu(self.c1(x) * (1 + gain) + bias))


def _pair(channels: int, embedding: int) -> nn.ModuleList:
    return nn.ModuleList(Block(channels, embedding) for _ in range(2))


class UNet(nn.Module):
    """F(input, geometry): 8 planes in, 3 planes out; works at half resolution after a pixel-unshuffle."""

    def __init__(self, size: Size = FULL) -> None:
        super().__init__()
        c, e = size.channels, size.embedding
        self.emb = nn.Sequential(nn.Linear(GEOMETRY_LENGTH, e), nn.SiLU(), nn.Linear(e, e))
        self.inp = nn.Conv2d(32, c[0], 3, padding=1)
        self.enc = nn.ModuleList(_pair(c[i], e) for i in range(3))
        self.down = nn.ModuleList(nn.Conv2d(c[i], c[i + 1], 2, stride=2) for i in range(3))
        self.mid = _pair(c[3], e)
        self.up = nn.ModuleList(nn.ConvTranspose2d(c[i + 1], c[i], 2, stride=2) for i in range(3))
        self.dec = nn.ModuleList(_pair(c[i], e) for i in range(3))
        self.out = nn.Conv2d(c[0], 12, 3, padding=1)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, planes: Tensor, geometry: Tensor) -> Tensor:
        embedding = F.silu(self.emb(geometry))
        # Never in bf16, because the values of the first convolution differ widely in size (a pivot, a logarithm).
        with torch.autocast(planes.device.type, enabled=False):
            x = self.inp(F.pixel_unshuffle(planes, 2))
        skips = []
        for level in range(3):
            for block in self.enc[level]:
                x = block(x, embedding)
            skips.append(x)
            x = self.down[level](x)
        for block in self.mid:
            x = block(x, embedding)
        for level in (2, 1, 0):
            x = self.up[level](x) + skips[level]
            for block in self.dec[level]:
                x = block(x, embedding)
        return F.pixel_shuffle(self.out(x), 2)


def residual_std_at(std: Tensor, residual_std: Tensor) -> Tensor:
    """SD(s) of truth - anchor: std maps [N,2,H,W] and the network's values at two levels [2,2] -> [N,2,H,W]."""
    low, high = RESIDUAL_LEVELS
    share = ((std / low).log() / math.log(high / low)).clamp(0, 1)
    below, above = residual_std.to(std).log().view(2, 1, 2, 1, 1)
    return torch.exp(below + share * (above - below))


def output_scale(std: Tensor, residual_std: Tensor | None = None) -> Tensor:
    """c_out = s SD / sqrt(s^2 + SD^2), elementwise; SD is that of `residual_std_at` (by default RESIDUAL_STD)."""
    sd = residual_std_at(std, torch.tensor(RESIDUAL_STD) if residual_std is None else residual_std)
    return std * sd / torch.sqrt(std * std + sd * sd)


class Denoiser(nn.Module):
    """E[x0 | x_t, y] from the pivot, the anchor, the std maps and the geometry (README: the exported graph).

    The pivot is scaled about zero, because pictures have the standard deviation DATA_STD. The network's output is
    scaled about the anchor, from which the truth differs by less, especially in chroma.
    """

    residual_std: Tensor

    def __init__(self, size: Size = FULL) -> None:
        super().__init__()
        self.size = size
        self.net = UNet(size)
        self.register_buffer("residual_std", torch.tensor(RESIDUAL_STD))

    def forward(self, pivot: Tensor, anchor: Tensor, std: Tensor, geometry: Tensor) -> Tensor:
        sd2 = residual_std_at(std, self.residual_std) ** 2
        skip_l, skip_c = (sd2 / (std * std + sd2)).split(1, 1)
        in_l, in_c = (std * std + DATA_STD**2).rsqrt().split(1, 1)
        out_l, out_c = output_scale(std, self.residual_std).split(1, 1)
        planes = torch.cat([combine(pivot, in_l, in_c), anchor / DATA_STD, std.log() / 4], 1)
        f = self.net(planes, geometry).to(pivot.dtype)
        return anchor + combine(pivot - anchor, skip_l, skip_c) + combine(f, out_l, out_c)
