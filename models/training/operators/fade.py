"""A faded photo: y = g x in each channel, without the constant offset, and noise."""

import math

import torch
from torch import Tensor

from ..luma import LUMA_UNIT, luma_vector
from .base import ANCHOR_SIGMA, Operator, base_geometry, column, observed_std
from .example import Example, hole, numbers, odd, some_mask, square, uneven
from .task import fixed
from .thin_plate import thin_plate


class Fade(Operator):
    """Divided by g r, a faded photo is one with noise of level sigma_y / (g r) in each channel.

    Args:
        gains: what is left of the range of red, green and blue, above 0.
        sigma_y: standard deviation of the noise on the faded photo.
        rest: [1,1,H,W], what is left of that at each pixel, above 0; None for 1 everywhere.
        growth: by how much the noise of the whole photo grows by `rest`.
        mask: [N or 1,1,H,W], 1 measured, 0 missing; None when everything is measured.
    """

    name = "fade"

    def __init__(
        self,
        gains: tuple[float, float, float],
        sigma_y: float,
        mask: Tensor | None = None,
        rest: Tensor | None = None,
        growth: float = 1,
    ) -> None:
        self.gains = gains
        self.sigma_y = sigma_y
        self.mask = mask
        self.rest = rest
        self.nominal = growth * math.sqrt(sum((sigma_y / gain) ** 2 for gain in gains) / 3)

    def gain(self, like: Tensor) -> Tensor:
        gains = luma_vector(like, self.gains)
        return gains if self.rest is None else gains * self.rest.to(like)

    def forward(self, x: Tensor) -> Tensor:
        y = x * self.gain(x)
        return y if self.mask is None else y * self.mask

    def adjoint(self, y: Tensor) -> Tensor:
        return self.forward(y)

    def pivot(self, x: Tensor, y: Tensor, sigma: Tensor) -> Tensor:
        gains = self.gain(x)
        s2, n2 = column(sigma) ** 2, (self.sigma_y / gains) ** 2
        mean = (x * n2 + y / gains * s2) / (n2 + s2)
        return mean if self.mask is None else torch.where(self.mask > 0, mean, x)

    def std(self, sigma: Tensor) -> tuple[Tensor, Tensor]:
        s = column(sigma)
        left = torch.ones_like(s) if self.rest is None else self.rest.to(s)
        variances = [observed_std(s, self.sigma_y / (gain * left)) ** 2 for gain in self.gains]
        along = sum((u * u * v for u, v in zip(LUMA_UNIT, variances, strict=True)), torch.zeros_like(s))
        across = (sum(variances, torch.zeros_like(s)) - along) / 2
        luma, chroma = along.sqrt(), across.sqrt()
        if self.mask is None:
            return luma, chroma
        return torch.where(self.mask > 0, luma, s), torch.where(self.mask > 0, chroma, s)

    def geometry(self, sigma: Tensor) -> Tensor:
        return base_geometry(sigma, self.nominal)

    def anchor(self, y: Tensor) -> Tensor:
        first = self.pivot(torch.zeros_like(y), y, y.new_full((y.shape[0],), ANCHOR_SIGMA))
        return first if self.mask is None else thin_plate(first, self.mask, self.nominal)

    def misfit(self, x: Tensor, y: Tensor) -> Tensor:
        squares = ((y - self.forward(x)) ** 2).mean(1, keepdim=True)
        measured = torch.ones_like(squares[:1]) if self.mask is None else self.mask
        squares = squares * measured
        return squares.sum((1, 2, 3)) / measured.expand_as(squares).sum((1, 2, 3)) / self.sigma_y**2


PLACE = 55
TASKS = (fixed("fade", Fade((0.6, 0.55, 0.5), 6 / 127.5)),)

GAINS = (0.6, 0.5, 0.35)


def golden() -> dict[str, Example]:
    params = {"gains": list(GAINS)}
    rest = uneven(square())
    return {
        "fade": Example(Fade(GAINS, 0.05), params, square()),
        "fade-edges": Example(
            Fade(GAINS, 0.05, rest=rest, growth=1.25), params | {"rest": numbers(rest), "growth": 1.25}, square()
        ),
        "fade-mask": Example(Fade(GAINS, 0.05, hole()), params | {"mask": numbers(hole())}, odd()),
    }


def tiny(size: int) -> dict[str, Operator]:
    return {"fade": Fade(GAINS, 0.05), "fade-mask": Fade(GAINS, 0.05, some_mask(size))}
