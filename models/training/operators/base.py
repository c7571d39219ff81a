"""The interface of every operator, in the variance-exploding form x_t = x0 + sigma eps.

Shapes: pictures [N,3,H,W], sRGB-encoded in [-1, 1]; sigma [N]; noise levels in the pictures' units.
Sigma* = (I/sigma^2 + A'N^-1 A)^-1 and mu* = Sigma* (x_t/sigma^2 + A'N^-1 y), N the noise covariance.
"""

from abc import ABC, abstractmethod

import torch
from torch import Tensor

from ..network import GEOMETRY_LENGTH

ANCHOR_SIGMA = 0.5
"""The anchor is the pivot of x = 0 at this noise level, unless an operator overrides it."""


class Operator(ABC):
    """A linear measurement with Gaussian noise.

    Attributes:
        name: for reports.
        sigma_y: nominal standard deviation of the noise; 1e6 if nothing is measured.
        white_noise: whether the noise is white, of level sigma_y.
    """

    name: str
    sigma_y: float
    white_noise: bool = True

    @abstractmethod
    def forward(self, x: Tensor) -> Tensor:
        """A x."""

    @abstractmethod
    def adjoint(self, y: Tensor) -> Tensor:
        """A' y."""

    @abstractmethod
    def pivot(self, x: Tensor, y: Tensor, sigma: Tensor) -> Tensor:
        """mu*(x_t, y) at noise levels sigma [N]."""

    @abstractmethod
    def std(self, sigma: Tensor) -> tuple[Tensor, Tensor]:
        """Root diagonal of Sigma* along and across luma, each broadcastable as [N,1,H,W]."""

    def geometry(self, sigma: Tensor) -> Tensor:
        """The contract's descriptor, [N,35]."""
        return base_geometry(sigma, self.sigma_y)

    def anchor(self, y: Tensor) -> Tensor:
        """A simple first answer from y alone, [N,3,H,W]."""
        zero = torch.zeros_like(self.adjoint(y))
        return self.pivot(zero, y, y.new_full((y.shape[0],), ANCHOR_SIGMA))

    def misfit(self, x: Tensor, y: Tensor) -> Tensor:
        """Mean of |y - A x|^2 / noise variance over the measured values of each picture, [N]."""
        return ((y - self.forward(x)) ** 2).mean((1, 2, 3)) / self.sigma_y**2


def measured_only(operator: Operator, y: Tensor) -> Tensor:
    """y, zero where an operator with a mask measures nothing."""
    mask = getattr(operator, "mask", None)
    return y if mask is None else y * mask


def column(sigma: Tensor) -> Tensor:
    """[N] -> [N,1,1,1]."""
    return sigma.view(-1, 1, 1, 1)


def observed_std(sigma: Tensor, noise: float | Tensor) -> Tensor:
    """(1/sigma^2 + 1/noise^2)^-1/2: standard deviation of a directly measured direction."""
    return sigma * noise / torch.sqrt(sigma * sigma + noise * noise)


def base_geometry(sigma: Tensor, sigma_y: float) -> Tensor:
    """Entries 0 and 1 of the descriptor, zeros elsewhere."""
    geometry = sigma.new_zeros(sigma.shape[0], GEOMETRY_LENGTH)
    geometry[:, 0] = sigma.log() / 4
    geometry[:, 1] = observed_std(sigma, sigma_y).log() / 4
    return geometry


def shrink(y: Tensor, noise: float | Tensor) -> Tensor:
    """y 0.25 / (0.25 + noise^2): the pivot of 0 at sigma 0.5 for a directly measured value."""
    return y * (ANCHOR_SIGMA**2 / (ANCHOR_SIGMA**2 + noise * noise))


def contract_inputs(operator: Operator, x: Tensor, y: Tensor, sigma: Tensor, anchor: Tensor) -> dict[str, Tensor]:
    """The network's four inputs for x_t = x."""
    size = (x.shape[0], 1, *x.shape[2:])
    std = torch.cat([part.expand(size) for part in operator.std(sigma)], 1)
    return {
        "pivot": operator.pivot(x, y, sigma),
        "anchor": anchor.expand_as(x),
        "std": std.to(x.dtype),
        "geometry": operator.geometry(sigma).to(x.dtype),
    }
