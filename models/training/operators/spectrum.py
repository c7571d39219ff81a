"""Transfer functions of point spread functions, and the descriptor's 28 frequencies."""

import math

import torch
from torch import Tensor

ANGLES = (0, 45, 90, 135)
"""Degrees, from x (right) towards y (down)."""
RADII = (0.0, 0.04, 0.08, 0.14, 0.22, 0.32, 0.45)
"""Cycles per pixel."""
OFFSET = 6
GRID = 128
"""Side of the fixed frequency grid over which a convolution's std is averaged."""


def frequencies() -> list[tuple[float, float]]:
    """The 28 frequencies (x, y) in cycles per pixel, angle-major."""
    turns = [math.radians(a) for a in ANGLES]
    return [(r * math.cos(t), r * math.sin(t)) for t in turns for r in RADII]


def transfer(psf: Tensor, height: int, width: int) -> Tensor:
    """Transfer function on a circular grid, complex [height,width].

    The point spread function's middle is at pixel (0, 0). If it is larger than the grid, it wraps around; the result is
    exactly its Fourier transform sampled at the grid's frequencies.
    """
    h, w = psf.shape
    rows = (torch.arange(h) - h // 2) % height
    columns = (torch.arange(w) - w // 2) % width
    grid = torch.zeros(height, width, dtype=torch.float64)
    grid.index_put_((rows[:, None].expand(h, w), columns[None].expand(h, w)), psf.double().cpu(), accumulate=True)
    return torch.fft.fft2(grid)


def transfer_at(psf: Tensor, points: list[tuple[float, float]]) -> Tensor:
    """Transfer function at frequencies (x, y) in cycles per pixel, complex [len(points)]."""
    h, w = psf.shape
    fx = torch.tensor([p[0] for p in points], dtype=torch.float64)
    fy = torch.tensor([p[1] for p in points], dtype=torch.float64)
    ys = torch.arange(h, dtype=torch.float64) - h // 2
    xs = torch.arange(w, dtype=torch.float64) - w // 2
    phase = fy[:, None, None] * ys[None, :, None] + fx[:, None, None] * xs[None, None]
    kernel = psf.double().cpu()
    return torch.complex(
        (kernel * torch.cos(2 * math.pi * phase)).sum((1, 2)), -(kernel * torch.sin(2 * math.pi * phase)).sum((1, 2))
    )
