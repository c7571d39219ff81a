"""Colourisation: A measures the luminance w.p of every pixel, or of the pixels of a mask."""

import torch
from torch import Tensor

from ..luma import LUMA_NORM2, LUMA_WEIGHTS, luma_vector, weighted_sum
from .base import Operator, column, shrink
from .example import Example, hole, numbers, odd, some_mask, square
from .task import fixed
from .thin_plate import thin_plate


class Luminance(Operator):
    """y = w.x + noise, y [N,1,H,W], w = (0.299, 0.587, 0.114).

    Args:
        sigma_y: standard deviation of the noise.
        mask: [N or 1,1,H,W], 1 measured, 0 missing; None when everything is measured.
    """

    name = "colorize"

    def __init__(self, sigma_y: float, mask: Tensor | None = None) -> None:
        self.sigma_y = sigma_y
        self.mask = mask

    def _keep(self, plane: Tensor) -> Tensor:
        return plane if self.mask is None else plane * self.mask

    def forward(self, x: Tensor) -> Tensor:
        return self._keep(weighted_sum(x))

    def adjoint(self, y: Tensor) -> Tensor:
        return self._keep(y) * luma_vector(y, LUMA_WEIGHTS)

    def pivot(self, x: Tensor, y: Tensor, sigma: Tensor) -> Tensor:
        s2 = column(sigma) ** 2
        weight = s2 / (self.sigma_y**2 + s2 * LUMA_NORM2)
        return x + self.adjoint(weight * (y - weighted_sum(x)))

    def std(self, sigma: Tensor) -> tuple[Tensor, Tensor]:
        s = column(sigma)
        luma = s * self.sigma_y / torch.sqrt(self.sigma_y**2 + s * s * LUMA_NORM2)
        return (luma if self.mask is None else torch.where(self.mask > 0, luma, s)), s

    def anchor(self, y: Tensor) -> Tensor:
        grey = shrink(y, self.sigma_y)
        filled = grey if self.mask is None else thin_plate(grey, self.mask, self.sigma_y)
        return filled.repeat(1, 3, 1, 1)

    def misfit(self, x: Tensor, y: Tensor) -> Tensor:
        squares = self._keep((y - weighted_sum(x)) ** 2)
        measured = squares[:1] * 0 + 1 if self.mask is None else self.mask
        return squares.sum((1, 2, 3)) / measured.expand_as(squares).sum((1, 2, 3)) / self.sigma_y**2


PLACE = 50
CARD = {"colorize": {"sigmaY": [0.01, 0.3], "masks": ["none", "strokes"]}}
TASKS = (fixed("colorize", Luminance(0.01)),)


def golden() -> dict[str, Example]:
    return {
        "colorize": Example(Luminance(0.02), {}, square()),
        "colorize-mask": Example(Luminance(0.02, hole()), {"mask": numbers(hole())}, odd()),
    }


def tiny(size: int) -> dict[str, Operator]:
    return {"luminance": Luminance(0.03), "luminance-mask": Luminance(0.03, some_mask(size))}
