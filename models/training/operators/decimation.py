"""Blur, then keep every k-th pixel: bicubic or Gaussian super-resolution."""

import torch
from torch import Tensor

from .base import Operator, column
from .block_mean import block_geometry
from .convolution import Convolution
from .example import Example, picture, psf_params
from .psf import gaussian_psf
from .spectrum import transfer

SMALL_GRID = 64
"""Side of the fixed frequency grid of the small picture over which the std is averaged."""


class BlurDecimate(Operator):
    """y[i, j] = (psf * x)[k i, k j] + noise on a circular grid; H and W are multiples of k.

    A A' is a convolution of the small picture. Its transfer function is the mean of |K|^2 over each group of k^2
    aliasing frequencies, so the pivot costs two transforms (Sherman-Morrison per group).
    """

    name = "upscale-blurred"

    def __init__(self, psf: Tensor, k: int, sigma_y: float) -> None:
        self.blur = Convolution(psf, sigma_y)
        self.k = k
        self.sigma_y = sigma_y
        self._grid_power = self._alias_power(SMALL_GRID * k, SMALL_GRID * k)

    def _alias_power(self, height: int, width: int) -> Tensor:
        """Transfer function of A A' on the small grid, float64 [height/k,width/k]."""
        power = transfer(self.blur.psf, height, width).abs() ** 2
        k = self.k
        return power.view(k, height // k, k, width // k).mean((0, 2))

    def forward(self, x: Tensor) -> Tensor:
        return self.blur.forward(x)[:, :, :: self.k, :: self.k]

    def adjoint(self, y: Tensor) -> Tensor:
        big = y.new_zeros(*y.shape[:2], y.shape[2] * self.k, y.shape[3] * self.k)
        big[:, :, :: self.k, :: self.k] = y
        return self.blur.adjoint(big)

    def pivot(self, x: Tensor, y: Tensor, sigma: Tensor) -> Tensor:
        power = self._alias_power(x.shape[2], x.shape[3]).to(x)[:, : y.shape[3] // 2 + 1]
        ratio = self.sigma_y**2 / column(sigma) ** 2
        residual = torch.fft.rfft2(y - self.forward(x))
        return x + self.adjoint(torch.fft.irfft2(residual / (power + ratio), s=y.shape[2:]))

    def std(self, sigma: Tensor) -> tuple[Tensor, Tensor]:
        s2 = sigma.double().cpu() ** 2
        power = self._grid_power[None]
        kept = (power / (power + self.sigma_y**2 / s2.view(-1, 1, 1))).mean((1, 2)) / self.k**2
        s = column(torch.sqrt(s2 * (1 - kept)).to(sigma))
        return s, s

    def geometry(self, sigma: Tensor) -> Tensor:
        return block_geometry(sigma, self.sigma_y, self.k)


PLACE = 35


def golden() -> dict[str, Example]:
    psf = gaussian_psf(1.0)
    return {
        f"blur-decimate-{k}": Example(BlurDecimate(psf, k, 0.05), psf_params(psf, std=1.0, k=k), picture(5 * k, 4 * k))
        for k in (2, 3)
    }


def tiny(size: int) -> dict[str, Operator]:
    return {f"decimate-{k}": BlurDecimate(gaussian_psf(0.7), k, 0.1) for k in (2, 3, 4) if size % k == 0}
