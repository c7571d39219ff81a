"""Measurements that the golden files fix, and what they are made of."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from ..philox import MASKS, uniforms
from .base import Operator

SIGMAS = (0.05, 0.7, 40.0)


@dataclass(frozen=True)
class Example:
    """One golden file: an operator, and `params` as the file says them.

    Attributes:
        x0: the picture.
        y: its measurement; by default A x0 plus noise of standard deviation `noise`, which is by default sigma_y.
    """

    operator: Operator
    params: dict[str, Any]
    x0: Tensor
    y: Tensor | None = None
    noise: float | None = None
    sigmas: tuple[float, ...] = SIGMAS


def numbers(values: Tensor) -> Any:
    """A flat list rounded to 12 significant digits; a single value as a number."""
    flat = [float(f"{v:.12g}") for v in values.flatten().tolist()]
    return flat[0] if len(flat) == 1 else flat


def picture(width: int, height: int, rounded: bool = False) -> Tensor:
    """A smooth coloured picture with an edge, [1,3,height,width] in [-1, 1]; with `rounded` in 8-bit levels."""
    y, x = torch.meshgrid(torch.arange(height).double(), torch.arange(width).double(), indexing="ij")
    planes = [
        torch.sin(0.35 * x + 0.1 * (c + 1) * y + c) * 0.6 + 0.3 * (x > y + 3 * c).double() - 0.1 for c in range(3)
    ]
    clean = torch.stack(planes)[None].clamp(-1, 1)
    return ((clean + 1) * 127.5).round() / 127.5 - 1 if rounded else clean


def square() -> Tensor:
    """A picture of 12 x 14 pixels."""
    return picture(12, 14)


def wide() -> Tensor:
    """A picture of 14 x 12 pixels."""
    return picture(14, 12)


def odd() -> Tensor:
    """A picture of 13 x 11 pixels."""
    return picture(13, 11)


def hole() -> Tensor:
    """A mask for `odd` with one hole, 1 where measured."""
    mask = torch.ones(1, 1, 11, 13, dtype=torch.float64)
    mask[:, :, 2:9, 4:12] = 0
    return mask


def random_pixels(channel: int = 0) -> Tensor:
    """Uniform numbers for the pixels of `square`."""
    return torch.from_numpy(uniforms(3, 14, 12, MASKS, channel))[None, None]


def uneven(picture: Tensor) -> Tensor:
    """What is left of the contrast at each pixel of a picture, 0.375 to 1, in steps that every number type has."""
    height, width = picture.shape[-2:]
    y, x = torch.meshgrid(torch.arange(height).double(), torch.arange(width).double(), indexing="ij")
    return ((24 + (5 * x + 3 * y) % 41) / 64)[None, None]


def some_mask(size: int) -> Tensor:
    """About half the pixels measured."""
    generator = torch.Generator().manual_seed(4)
    return (torch.rand(1, 1, size, size, generator=generator, dtype=torch.float64) < 0.5).double()


def psf_params(psf: Tensor, **extra: Any) -> dict[str, Any]:
    """A point spread function as a golden file says it."""
    return extra | {"psf": {"width": psf.shape[1], "height": psf.shape[0], "data": numbers(psf)}}
