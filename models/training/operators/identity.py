"""Only noise: A = I, with one noise level or one per pixel."""

import torch
from torch import Tensor

from .base import Operator, column, observed_std


class Identity(Operator):
    """y = x + noise.

    Args:
        noise: standard deviation, a number or a map [N or 1,1,H,W].
        sigma_y: nominal level; by default the number, or the map's root mean square.
    """

    name = "denoise"

    def __init__(self, noise: float | Tensor, sigma_y: float | None = None) -> None:
        self.noise = noise
        if sigma_y is None:
            sigma_y = float((noise**2).mean().sqrt()) if isinstance(noise, Tensor) else noise
        self.sigma_y = sigma_y

    def forward(self, x: Tensor) -> Tensor:
        return x

    def adjoint(self, y: Tensor) -> Tensor:
        return y

    def pivot(self, x: Tensor, y: Tensor, sigma: Tensor) -> Tensor:
        s2, n2 = column(sigma) ** 2, self.noise**2
        return (x * n2 + y * s2) / (n2 + s2)

    def std(self, sigma: Tensor) -> tuple[Tensor, Tensor]:
        s = observed_std(column(sigma), self.noise)
        return s, s

    def misfit(self, x: Tensor, y: Tensor) -> Tensor:
        return torch.mean((y - x) ** 2 / self.noise**2, (1, 2, 3))
