"""The engine's sampler: DPM-Solver++(2M) and SDE-DPM-Solver++(2M), variance-exploding (Lu et al., arXiv 2211.01095)."""

import math
from collections.abc import Callable
from itertools import pairwise

from torch import Tensor

SIGMA_MAX = 40.0
SIGMA_MIN = 0.01


def geometric_sigmas(calls: int, high: float = SIGMA_MAX, low: float = SIGMA_MIN) -> list[float]:
    """`calls` noise levels from `high` to `low` in equal ratios, then 0."""
    if calls == 1:
        return [high, 0.0]
    return [high * (low / high) ** (i / (calls - 1)) for i in range(calls)] + [0.0]


def dpm_solver_2m(
    denoise: Callable[[Tensor, float], Tensor],
    x: Tensor,
    sigmas: list[float],
    last_call: Callable[[Tensor, float], Tensor] | None = None,
    eta: float = 0.0,
    temperature: float = 1.0,
    noise: Callable[[int], Tensor] | None = None,
) -> Tensor:
    """Samples with one call of `denoise` per noise level.

    Args:
        denoise: (x_t, sigma) -> E[x0 | x_t, y].
        x: x_t at sigmas[0], N(0, (temperature sigmas[0])^2).
        sigmas: decreasing, ending in 0. The first step and the step to 0 are of first order; the last returns the mean.
        last_call: replaces `denoise` at the last noise level.
        eta: share of the noise that each step renews: 0 the ODE, 1 all. It multiplies the step in lambda = -ln sigma.
        temperature: scales the renewed noise; 1 is the posterior, 0 follows the mean's path.
        noise: step (from 0) -> standard normals like x; needed if eta and temperature are above 0.
    """
    previous, previous_step = None, 0.0
    for index, (sigma, following) in enumerate(pairwise(sigmas)):
        if following == 0:
            return (last_call or denoise)(x, sigma)
        mean = denoise(x, sigma)
        step = math.log(sigma / following)
        target = mean
        if previous is not None:
            weight = step / (2 * previous_step)
            target = (1 + weight) * mean - weight * previous
        x = (following / sigma) * math.exp(-eta * step) * x - math.expm1(-step - eta * step) * target
        renewed = temperature * following * math.sqrt(-math.expm1(-2 * eta * step))
        if renewed > 0:
            if noise is None:
                raise ValueError("renewed noise needs a source of noise")
            x = x + renewed * noise(index)
        previous, previous_step = mean, step
    return x
