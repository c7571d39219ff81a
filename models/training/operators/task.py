"""Rows of the evaluation (README: evaluation protocol)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ..philox import MEASUREMENT, normals
from .base import Operator, measured_only

CROP = 128
MARGIN = 32
"""Convolutions act on a crop that is this much wider on each side; only the middle is scored."""


@dataclass(frozen=True)
class Problem:
    """One operator with its measurement y, both for a picture [1,3,H,W]."""

    operator: Operator
    y: Tensor


@dataclass(frozen=True)
class Sampling:
    """How samples are drawn: see solver.dpm_solver_2m."""

    eta: float = 0.0
    temperature: float = 1.0


@dataclass(frozen=True)
class Task:
    """One row of the evaluation; `make` takes x0 [1,3,H,W] and the photo's seed.

    `sampling` is that of the program's full samples (`sampling` of src-main/operators/NAME/spec.ts).
    """

    name: str
    make: Callable[[Tensor, int], Problem]
    margin: int = 0
    sampling: Sampling = Sampling()


def measure(operator: Operator, x0: Tensor, seed: int) -> Problem:
    """y = A x0 + sigma_y noise; the noise is keyed by coordinate on y's grid."""
    clean = operator.forward(x0)
    noise = torch.from_numpy(normals(seed, *clean.shape[1:], MEASUREMENT)).to(clean)[None]
    y = clean + operator.sigma_y * noise
    return Problem(operator, measured_only(operator, y))


def fixed(name: str, operator: Operator, margin: int = 0, sampling: Sampling = Sampling()) -> Task:
    """A row whose operator is the same for all photos."""
    return Task(name, lambda x0, seed: measure(operator, x0, seed), margin, sampling)


def picture(levels: np.ndarray) -> Tensor:
    """8-bit RGB [H,W,3] -> [1,3,H,W] float32 in [-1, 1]."""
    return torch.from_numpy(levels.astype(np.float32) / 127.5 - 1).permute(2, 0, 1)[None].contiguous()


def levels(x: Tensor) -> np.ndarray:
    """[3,H,W] in [-1, 1] -> 8-bit RGB [H,W,3], rounded and clamped."""
    return ((x + 1) * 127.5).round().clamp(0, 255).byte().permute(1, 2, 0).numpy()
