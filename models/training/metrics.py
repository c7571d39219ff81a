"""Scores of restorations; pictures [C,H,W] or sample stacks [K,C,H,W] in [-1, 1] units."""

from dataclasses import dataclass, field

import torch
import torch.nn.functional as F
from torch import Tensor

PEAK = 2.0
LEVELS = 127.5
"""8-bit levels per unit."""


def psnr(restored: Tensor, truth: Tensor) -> float:
    """Peak signal-to-noise ratio in dB over all planes, values clamped to [-1, 1]."""
    error = ((restored.clamp(-1, 1) - truth).double() ** 2).mean()
    return float(10 * torch.log10(PEAK**2 / error.clamp(min=1e-12)))


def ssim(restored: Tensor, truth: Tensor) -> float:
    """Structural similarity (Wang et al. 2004): Gaussian window of 11 and std 1.5, mean over planes, clamped."""
    a, b = restored.clamp(-1, 1).double()[:, None], truth.double()[:, None]
    line = torch.exp(-0.5 * ((torch.arange(11, dtype=torch.float64) - 5) / 1.5) ** 2)
    window = (line[:, None] * line / line.sum() ** 2)[None, None]

    def mean(x: Tensor) -> Tensor:
        return F.conv2d(x, window)

    ma, mb = mean(a), mean(b)
    va, vb, cov = mean(a * a) - ma * ma, mean(b * b) - mb * mb, mean(a * b) - ma * mb
    c1, c2 = (0.01 * PEAK) ** 2, (0.03 * PEAK) ** 2
    return float(((2 * ma * mb + c1) * (2 * cov + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2))).mean())


def crps(samples: Tensor, truth: Tensor) -> float:
    """Continuous ranked probability score, unbiased in the number of samples (Gneiting and Raftery 2007, eq. 21)."""
    count = samples.shape[0]
    distance = (samples - truth).abs().mean(dtype=torch.float64)
    ranks = torch.arange(1, count + 1, dtype=samples.dtype).view(-1, *[1] * truth.dim())
    # Sum over pairs |X_k - X_j| from the order statistics, without K^2 differences.
    pairs = 2 * ((2 * ranks - count - 1) * samples.sort(0).values).sum(0).mean(dtype=torch.float64)
    return float(distance - pairs / (2 * count * (count - 1)))


def coverage(samples: Tensor, truth: Tensor) -> float:
    """Share of values between the smallest and largest sample; (K-1)/(K+1) for exact posterior samples."""
    low, high = samples.amin(0), samples.amax(0)
    return float(((truth >= low) & (truth <= high)).double().mean())


@dataclass
class Calibration:
    """V/B: variance of the samples over the error of their mean, pooled over pixels and photos; 1 is ideal.

    B = MSE of the mean of K samples - V/K, the part of the error that isn't due to the finite number of samples.
    """

    variance: list[float] = field(default_factory=list)
    error: list[float] = field(default_factory=list)

    def add(self, samples: Tensor, truth: Tensor) -> None:
        """One photo's samples [K,C,H,W], unclamped."""
        exact = samples.double()
        variance = float(exact.var(0, unbiased=True).mean())
        self.variance.append(variance)
        self.error.append(float(((exact.mean(0) - truth) ** 2).mean()) - variance / samples.shape[0])

    def value(self) -> float:
        """V/B over everything added."""
        return sum(self.variance) / sum(self.error)
