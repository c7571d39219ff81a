"""The evaluation's operators and measurements (README: evaluation protocol)."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from .operators import BlockMean, Convolution, Identity, Jpeg, Luminance, Mask, Operator, read_tables
from .operators.psf import gaussian_psf, motion_psf
from .philox import MASKS, MEASUREMENT, normals, uniforms

CROP = 128
MARGIN = 32
"""Convolutions act on a crop that is this much wider on each side; only the middle is scored."""


@dataclass(frozen=True)
class Problem:
    """One operator with its measurement y, both for a picture [1,3,H,W]."""

    operator: Operator
    y: Tensor


@dataclass(frozen=True)
class Task:
    """One row of the evaluation; `make` takes x0 [1,3,H,W] and the photo's seed."""

    name: str
    make: Callable[[Tensor, int], Problem]
    margin: int = 0


def measure(operator: Operator, x0: Tensor, seed: int) -> Problem:
    """y = A x0 + sigma_y noise; the noise is keyed by coordinate on y's grid."""
    clean = operator.forward(x0)
    noise = torch.from_numpy(normals(seed, *clean.shape[1:], MEASUREMENT)).to(clean)[None]
    y = clean + operator.sigma_y * noise
    return Problem(operator, y * operator.mask if isinstance(operator, Mask) else y)


def jpeg_file(x0: Tensor, quality: int, subsampling: str) -> Problem:
    """A real JPEG file of x0: its decoded pixels and its tables."""
    buffer = io.BytesIO()
    Image.fromarray(levels(x0[0])).save(buffer, "JPEG", quality=quality, subsampling=subsampling)
    with Image.open(buffer) as image:
        operator = Jpeg(read_tables(image))
        decoded = np.asarray(image.convert("RGB"))
    return Problem(operator, picture(decoded).to(x0))


def picture(levels: np.ndarray) -> Tensor:
    """8-bit RGB [H,W,3] -> [1,3,H,W] float32 in [-1, 1]."""
    return torch.from_numpy(levels.astype(np.float32) / 127.5 - 1).permute(2, 0, 1)[None].contiguous()


def levels(x: Tensor) -> np.ndarray:
    """[3,H,W] in [-1, 1] -> 8-bit RGB [H,W,3], rounded and clamped."""
    return ((x + 1) * 127.5).round().clamp(0, 255).byte().permute(1, 2, 0).numpy()


def _scalars(seed: int) -> Iterator[float]:
    """u0 at counters (k, 0, 0, 3 << 24), k = 0, 1, ..."""
    return iter(uniforms(seed, 1, 256, MASKS)[0].tolist())


def strokes_mask(seed: int, size: int) -> Tensor:
    """Six strokes and two boxes, [1,1,size,size], 1 where measured."""
    u = _scalars(seed)
    y, x = torch.meshgrid(*[torch.arange(size, dtype=torch.float64)] * 2, indexing="ij")
    missing = torch.zeros(size, size, dtype=torch.bool)
    for _ in range(6):
        x0, y0, x1, y1 = (size * next(u) for _ in range(4))
        radius = 1 + 3 * next(u)
        dx, dy = x1 - x0, y1 - y0
        along = (((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy)).clamp(0, 1)
        missing |= (x - x0 - along * dx) ** 2 + (y - y0 - along * dy) ** 2 <= radius**2
    for _ in range(2):
        width, height = 12 + 28 * next(u), 12 + 28 * next(u)
        left, top = (size - width) * next(u), (size - height) * next(u)
        missing |= (x >= left) & (x < left + width) & (y >= top) & (y < top + height)
    return (~missing).float()[None, None]


def random_mask(seed: int, size: int, missing: float) -> Tensor:
    """Each pixel missing with this probability, [1,1,size,size], 1 where measured."""
    return torch.from_numpy(uniforms(seed, size, size, MASKS, 1) >= missing).float()[None, None]


def _fixed(name: str, operator: Operator, margin: int = 0) -> Task:
    return Task(name, lambda x0, seed: measure(operator, x0, seed), margin)


def _jpeg(quality: int) -> Task:
    return Task(f"jpeg-{quality}", lambda x0, seed: jpeg_file(x0, quality, "4:2:0"))


TASKS = (
    _fixed("denoise-25", Identity(25 / 127.5)),
    _fixed("denoise-50", Identity(50 / 127.5)),
    Task("inpaint-strokes", lambda x0, s: measure(Mask(strokes_mask(s, x0.shape[3]), 0.01), x0, s)),
    Task("inpaint-random", lambda x0, s: measure(Mask(random_mask(s, x0.shape[3], 0.7), 0.05), x0, s)),
    _fixed("upscale-2", BlockMean(2, 0.01)),
    _fixed("upscale-4", BlockMean(4, 0.05)),
    _fixed("deblur-gaussian-1.5", Convolution(gaussian_psf(1.5), 0.05), MARGIN),
    _fixed("deblur-gaussian-0.75", Convolution(gaussian_psf(0.75), 0.05), MARGIN),
    _fixed("deblur-motion-11", Convolution(motion_psf(11, 30), 0.05), MARGIN),
    _fixed("colorize", Luminance(0.01)),
    _jpeg(20),
    _jpeg(50),
)
