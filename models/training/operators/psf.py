"""Point spread functions, float64 arrays [h,w] of sum 1 with odd sides and their origin in the middle."""

import math

import torch
from torch import Tensor


def gaussian_psf(std: float) -> Tensor:
    """exp(-r^2 / (2 std^2)) sampled at pixel centres, square of half side ceil(4 std); std in pixels."""
    radius = math.ceil(4 * std)
    line = torch.exp(-0.5 * (torch.arange(-radius, radius + 1, dtype=torch.float64) / std) ** 2)
    psf = line[:, None] * line
    return psf / psf.sum()


def splat(xs: Tensor, ys: Tensor, reach: float) -> Tensor:
    """Spreads equal weights bilinearly from points (x right, y down, in pixels, at most `reach` from the middle)."""
    # One sample more than the reach, for the right and lower neighbours of points at the last pixel.
    radius = math.ceil(reach) + 1
    side = 2 * radius + 1
    psf = torch.zeros(side, side, dtype=torch.float64)
    x0, y0 = xs.floor(), ys.floor()
    fx, fy = xs - x0, ys - y0
    for dy, wy in ((0, 1 - fy), (1, fy)):
        for dx, wx in ((0, 1 - fx), (1, fx)):
            psf.index_put_(((y0 + dy + radius).long(), (x0 + dx + radius).long()), wx * wy, accumulate=True)
    return psf / psf.sum()


def motion_psf(length: float, angle: float, curve: float = 0.0) -> Tensor:
    """A line of evenly spaced points, each spread bilinearly.

    Args:
        length: pixels; the points run from -(length-1)/2 to (length-1)/2, ceil(4 length) + 1 of them.
        angle: degrees, 0 horizontal, positive clockwise (y points down).
        curve: sideways bend of the line's ends in pixels (training only).
    """
    half = max(0.0, (length - 1) / 2)
    t = torch.linspace(-half, half, math.ceil(4 * length) + 1, dtype=torch.float64)
    bend = curve * ((t / half) ** 2 - 1 / 3) if half > 0 else t * 0
    turn = math.radians(angle)
    return splat(
        t * math.cos(turn) - bend * math.sin(turn), t * math.sin(turn) + bend * math.cos(turn), half + abs(curve)
    )
