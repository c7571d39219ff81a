"""Missing pixels (inpainting): A keeps the pixels of a mask, all planes together."""

import torch
from torch import Tensor

from .base import Operator, column, observed_std, shrink
from .example import Example, hole, numbers, odd, random_pixels, some_mask, square
from .task import Sampling, Task, measure
from .task_masks import random_mask, strokes_mask
from .thin_plate import thin_plate


class Mask(Operator):
    """y = m x + noise on measured pixels; y is zero where m is 0.

    Args:
        mask: [N or 1,1,H,W], 1 measured, 0 missing.
        sigma_y: standard deviation of the noise.
    """

    name = "inpaint"

    def __init__(self, mask: Tensor, sigma_y: float) -> None:
        self.mask = mask
        self.sigma_y = sigma_y

    def forward(self, x: Tensor) -> Tensor:
        return x * self.mask

    def adjoint(self, y: Tensor) -> Tensor:
        return y * self.mask

    def pivot(self, x: Tensor, y: Tensor, sigma: Tensor) -> Tensor:
        s2, n2 = column(sigma) ** 2, self.sigma_y**2
        return torch.where(self.mask > 0, (x * n2 + y * s2) / (n2 + s2), x)

    def std(self, sigma: Tensor) -> tuple[Tensor, Tensor]:
        s = column(sigma)
        both = torch.where(self.mask > 0, observed_std(s, self.sigma_y), s)
        return both, both

    def anchor(self, y: Tensor) -> Tensor:
        return thin_plate(shrink(y, self.sigma_y), self.mask, self.sigma_y)

    def misfit(self, x: Tensor, y: Tensor) -> Tensor:
        squares = ((y - x) ** 2).mean(1, keepdim=True) * self.mask
        measured = self.mask.expand_as(squares).sum((1, 2, 3))
        return squares.sum((1, 2, 3)) / measured / self.sigma_y**2


PLACE = 20
CARD = {"inpaint": {"sigmaY": [0.01, 0.3], "masks": ["strokes", "boxes", "random"]}}
_SAMPLING = Sampling(eta=1, temperature=1.04)
TASKS = (
    Task(
        "inpaint-strokes",
        lambda x0, s: measure(Mask(strokes_mask(s, x0.shape[3]), 0.01), x0, s),
        sampling=_SAMPLING,
    ),
    Task(
        "inpaint-random",
        lambda x0, s: measure(Mask(random_mask(s, x0.shape[3], 0.7), 0.05), x0, s),
        sampling=_SAMPLING,
    ),
)


def golden() -> dict[str, Example]:
    random = (random_pixels(1) >= 0.7).double()
    return {
        "inpaint": Example(Mask(random, 0.05), {"mask": numbers(random)}, square()),
        "inpaint-odd": Example(Mask(hole(), 0.01), {"mask": numbers(hole())}, odd()),
    }


def tiny(size: int) -> dict[str, Operator]:
    return {"mask": Mask(some_mask(size), 0.05)}
