"""Only noise: A = I, with one noise level or one per pixel."""

import torch
from torch import Tensor

from .base import Operator, column, observed_std
from .example import Example, numbers, random_pixels, square
from .task import fixed


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


PLACE = 10
CARD = {"denoise": {"sigmaY": [0.01, 1.0], "grain": [0.4, 2.5]}}
TASKS = (fixed("denoise-25", Identity(25 / 127.5)), fixed("denoise-50", Identity(50 / 127.5)))


def golden() -> dict[str, Example]:
    noise = 0.05 + 0.2 * random_pixels()
    return {
        "denoise": Example(Identity(0.2), {"noise": 0.2}, square()),
        "denoise-map": Example(Identity(noise), {"noise": numbers(noise)}, square(), noise=float(noise.mean())),
    }


def tiny(size: int) -> dict[str, Operator]:
    generator = torch.Generator().manual_seed(5)
    noise = 0.05 + 0.3 * torch.rand(1, 1, size, size, generator=generator, dtype=torch.float64)
    return {"identity": Identity(0.2), "map": Identity(noise)}
