"""Blur: circular convolution of every plane with a point spread function."""

import torch
from torch import Tensor

from .base import Operator, base_geometry, column
from .example import Example, psf_params, wide
from .psf import gaussian_psf, motion_psf
from .spectrum import GRID, OFFSET, frequencies, transfer, transfer_at
from .task import MARGIN, Sampling, fixed


class Convolution(Operator):
    """y = psf * x + noise on a circular grid.

    Args:
        psf: point spread function [h,w], odd sides, its origin in the middle.
        sigma_y: standard deviation of the noise.
    """

    name = "deblur"

    def __init__(self, psf: Tensor, sigma_y: float) -> None:
        if psf.shape[0] % 2 == 0 or psf.shape[1] % 2 == 0:
            raise ValueError(f"a point spread function needs odd sides, not {tuple(psf.shape)}")
        self.psf = psf
        self.sigma_y = sigma_y
        self._grid_power = transfer(psf, GRID, GRID).abs() ** 2
        self._point_power = transfer_at(psf, frequencies()).abs() ** 2
        self._transfers: dict[tuple[int, int, torch.dtype, torch.device], Tensor] = {}

    def _transfer(self, like: Tensor) -> Tensor:
        key = (like.shape[2], like.shape[3], like.dtype, like.device)
        if key not in self._transfers:
            kind = torch.complex128 if like.dtype == torch.float64 else torch.complex64
            full = transfer(self.psf, key[0], key[1])[:, : key[1] // 2 + 1]
            self._transfers[key] = full.to(like.device, kind)
        return self._transfers[key]

    def forward(self, x: Tensor) -> Tensor:
        return torch.fft.irfft2(torch.fft.rfft2(x) * self._transfer(x), s=x.shape[2:])

    def adjoint(self, y: Tensor) -> Tensor:
        return torch.fft.irfft2(torch.fft.rfft2(y) * self._transfer(y).conj(), s=y.shape[2:])

    def pivot(self, x: Tensor, y: Tensor, sigma: Tensor) -> Tensor:
        k = self._transfer(x)
        s2, n2 = column(sigma) ** 2, self.sigma_y**2
        top = n2 * torch.fft.rfft2(x) + s2 * (k.conj() * torch.fft.rfft2(y))
        return torch.fft.irfft2(top / (n2 + s2 * k.abs() ** 2), s=x.shape[2:])

    def _std(self, sigma: Tensor, power: Tensor) -> Tensor:
        """Root of s^2 n^2 / (n^2 + s^2 |K|^2), [N,...] in float64."""
        s2 = sigma.double().cpu().view(-1, *[1] * power.dim()) ** 2
        return torch.sqrt(s2 * self.sigma_y**2 / (self.sigma_y**2 + s2 * power))

    def _mean_std(self, sigma: Tensor) -> Tensor:
        return (self._std(sigma, self._grid_power) ** 2).mean((1, 2)).sqrt()

    def std(self, sigma: Tensor) -> tuple[Tensor, Tensor]:
        s = column(self._mean_std(sigma).to(sigma))
        return s, s

    def geometry(self, sigma: Tensor) -> Tensor:
        geometry = base_geometry(sigma, self.sigma_y)
        ratio = self._std(sigma, self._point_power) / self._mean_std(sigma)[:, None]
        geometry[:, OFFSET : OFFSET + ratio.shape[1]] = (ratio.log() / 4).to(sigma)
        return geometry


PLACE = 40
CARD = {
    "deblur-gaussian": {"sigmaY": [0.01, 0.3], "std": [0.4, 3.1]},
    "deblur-motion": {"sigmaY": [0.01, 0.3], "length": [2, 20], "angle": [0, 180]},
}
TASKS = (
    fixed("deblur-gaussian-1.5", Convolution(gaussian_psf(1.5), 0.05), MARGIN, Sampling(temperature=1.06)),
    fixed("deblur-gaussian-0.75", Convolution(gaussian_psf(0.75), 0.05), MARGIN, Sampling(temperature=1.01)),
    fixed("deblur-motion-11", Convolution(motion_psf(11, 30), 0.05), MARGIN, Sampling(eta=1)),
)


def golden() -> dict[str, Example]:
    blurs = {
        "deblur-gaussian": (gaussian_psf(1.0), {"std": 1.0}),
        "deblur-gaussian-0.75": (gaussian_psf(0.75), {"std": 0.75}),
        "deblur-motion": (motion_psf(7, 30), {"length": 7, "angle": 30}),
        "deblur-motion-11": (motion_psf(11, 30), {"length": 11, "angle": 30}),
        "deblur-motion-5.5": (motion_psf(5.5, -70), {"length": 5.5, "angle": -70}),
    }
    return {
        name: Example(Convolution(psf, 0.05), psf_params(psf, **extra), wide()) for name, (psf, extra) in blurs.items()
    }


def tiny(_: int) -> dict[str, Operator]:
    return {"gaussian": Convolution(gaussian_psf(0.8), 0.05), "motion": Convolution(motion_psf(5, 30), 0.1)}
