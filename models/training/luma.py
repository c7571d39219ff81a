"""Splits pictures into their luma part u(u.p) and the rest, the chroma part; u is the unit luma vector (Rec. 601)."""

import torch
from torch import Tensor

LUMA_WEIGHTS = (0.299, 0.587, 0.114)
LUMA_NORM2 = sum(w * w for w in LUMA_WEIGHTS)
LUMA_UNIT = tuple(w / LUMA_NORM2**0.5 for w in LUMA_WEIGHTS)


def luma_vector(like: Tensor, values: tuple[float, ...] = LUMA_UNIT) -> Tensor:
    """[1,3,1,1] tensor of `values` in the number type and on the device of `like`."""
    return torch.tensor(values, dtype=like.dtype, device=like.device).view(1, 3, 1, 1)


def weighted_sum(x: Tensor) -> Tensor:
    """w.p per pixel, [N,3,H,W] -> [N,1,H,W], in the pictures' own units (white is 1)."""
    return (x * luma_vector(x, LUMA_WEIGHTS)).sum(1, keepdim=True)


def split_luma(x: Tensor) -> tuple[Tensor, Tensor]:
    """[N,3,H,W] -> its luma part and its chroma part, both [N,3,H,W]; they add up to x."""
    u = luma_vector(x)
    luma = u * (x * u).sum(1, keepdim=True)
    return luma, x - luma


def combine(x: Tensor, luma: Tensor, chroma: Tensor) -> Tensor:
    """`luma` times the luma part of x plus `chroma` times the rest; the factors broadcast as [N,1,H,W]."""
    a, b = split_luma(x)
    return luma * a + chroma * b
