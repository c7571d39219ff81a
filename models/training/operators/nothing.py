"""Nothing measured: A = 0, the unconditional prior."""

from torch import Tensor

from .base import Operator, column
from .example import Example, square


class Nothing(Operator):
    """y is a picture of zeros; only its size is used."""

    name = "nothing"
    sigma_y = 1e6

    def forward(self, x: Tensor) -> Tensor:
        return x * 0

    def adjoint(self, y: Tensor) -> Tensor:
        return y * 0

    def pivot(self, x: Tensor, y: Tensor, sigma: Tensor) -> Tensor:
        return x

    def std(self, sigma: Tensor) -> tuple[Tensor, Tensor]:
        return column(sigma), column(sigma)

    def anchor(self, y: Tensor) -> Tensor:
        return y * 0


PLACE = 70
CARD = {"nothing": {}}


def golden() -> dict[str, Example]:
    return {"nothing": Example(Nothing(), {}, square(), noise=0)}


def tiny(_: int) -> dict[str, Operator]:
    return {"nothing": Nothing()}
