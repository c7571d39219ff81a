"""Only coloured noise: A = I, stationary noise with a power spectrum, such as film grain."""

import torch
from torch import Tensor

from .base import Operator, base_geometry, column
from .example import Example, psf_params, wide
from .psf import gaussian_psf
from .spectrum import GRID, OFFSET, frequencies, transfer, transfer_at


class ColouredNoise(Operator):
    """y = x + noise of power spectrum n^2(f) = share level^2 |K(f)|^2 / norm + (1 - share) level^2, on a circular grid.

    K is the transfer function of the grain's shape, norm the mean of |K|^2 over all frequencies, so that the noise of
    a pixel has variance level^2. The pivot is mu* = F^-1[(n^2 X + s^2 Y) / (n^2 + s^2)], and Sigma* is
    s^2 n^2 / (n^2 + s^2) per frequency. The descriptor is that of convolutions.

    Args:
        grain: shape of a grain [h,w], odd sides.
        level: standard deviation of the noise of a pixel.
        share: part of the variance that is coloured; the rest is white.
    """

    name = "grain"
    white_noise = False

    def __init__(self, grain: Tensor, level: float, share: float) -> None:
        self.grain, self.sigma_y, self.share = grain, level, share
        self._norm = float((grain.double() ** 2).sum())
        self._grid_power = self._power(transfer(grain, GRID, GRID))
        self._point_power = self._power(transfer_at(grain, frequencies()))

    def _power(self, k: Tensor) -> Tensor:
        """n^2(f) for transfer values K(f), float64."""
        return self.sigma_y**2 * (self.share * k.abs() ** 2 / self._norm + 1 - self.share)

    def spectrum(self, like: Tensor) -> Tensor:
        """n^2(f) on the half grid of rfft2 of a picture, [H,W/2+1]."""
        height, width = like.shape[2:]
        return self._power(transfer(self.grain, height, width)[:, : width // 2 + 1]).to(like)

    def forward(self, x: Tensor) -> Tensor:
        return x

    def adjoint(self, y: Tensor) -> Tensor:
        return y

    def colour(self, white: Tensor) -> Tensor:
        """Noise of this distribution from standard normals [N,3,H,W]."""
        return torch.fft.irfft2(torch.fft.rfft2(white) * self.spectrum(white).sqrt(), s=white.shape[2:])

    def pivot(self, x: Tensor, y: Tensor, sigma: Tensor) -> Tensor:
        s2, n2 = column(sigma) ** 2, self.spectrum(x)
        top = n2 * torch.fft.rfft2(x) + s2 * torch.fft.rfft2(y)
        return torch.fft.irfft2(top / (n2 + s2), s=x.shape[2:])

    def _variance(self, sigma: Tensor, power: Tensor) -> Tensor:
        s2 = sigma.double().cpu().view(-1, *[1] * power.dim()) ** 2
        return s2 * power / (s2 + power)

    def _mean_std(self, sigma: Tensor) -> Tensor:
        return self._variance(sigma, self._grid_power).mean((1, 2)).sqrt()

    def std(self, sigma: Tensor) -> tuple[Tensor, Tensor]:
        s = column(self._mean_std(sigma).to(sigma))
        return s, s

    def geometry(self, sigma: Tensor) -> Tensor:
        geometry = base_geometry(sigma, self.sigma_y)
        ratio = self._variance(sigma, self._point_power).sqrt() / self._mean_std(sigma)[:, None]
        geometry[:, OFFSET : OFFSET + ratio.shape[1]] = (ratio.log() / 4).to(sigma)
        return geometry

    def misfit(self, x: Tensor, y: Tensor) -> Tensor:
        residual = torch.fft.fft2(y - x).abs() ** 2 / (y.shape[2] * y.shape[3])
        power = self._power(transfer(self.grain, *y.shape[2:])).to(y)
        return (residual / power).mean((1, 2, 3))


PLACE = 15


def golden() -> dict[str, Example]:
    def example(std: float) -> Example:
        psf = gaussian_psf(std)
        return Example(ColouredNoise(psf, 0.2, 0.99), psf_params(psf, std=std, share=0.99), wide())

    return {f"grain-{std}": example(std) for std in (0.8, 2)}


def tiny(_: int) -> dict[str, Operator]:
    return {"grain": ColouredNoise(gaussian_psf(0.8), 0.2, 0.9)}
