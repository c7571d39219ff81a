"""A damaged JPEG: the pixels that a mask leaves of a decoded file.

The damage may be older than the file: what it changed in the coefficients of a block is, for the pixels beside it, part
of their rounding.
"""

import torch
from torch import Tensor

from .base import base_geometry, column
from .jpeg import Jpeg, JpegTables, dct_matrix, jpeg_files
from .thin_plate import thin_plate

TOLD_FROM = 4.0
"""From this noise level on the network is told of the file, below it of missing pixels (operators/jpeg/model.ts)."""


class MaskedJpeg(Jpeg):
    """y = m (x + quantisation noise); H and W are multiples of 8 and the picture starts on the block grid.

    Args:
        tables: of the file.
        mask: [N or 1,1,H,W], 1 measured, 0 missing.
        told_from: noise level from which the descriptor is that of the file; 0 describes the file at every level.
    """

    def __init__(self, tables: JpegTables, mask: Tensor, told_from: float = TOLD_FROM) -> None:
        super().__init__(tables)
        self.mask, self.told_from = mask, told_from

    def forward(self, x: Tensor) -> Tensor:
        return x * self.mask

    def adjoint(self, y: Tensor) -> Tensor:
        return y * self.mask

    def pivot(self, x: Tensor, y: Tensor, sigma: Tensor) -> Tensor:
        """x + s^2 (s^2 I + D)_mm^-1 (y - x)_m, where D is the covariance of the rounding and m keeps measured pixels.

        Whole blocks have the closed form. In the others the rows and columns of missing pixels are those of the
        identity, so that all blocks are solved at once.
        """
        mask = self.mask.to(x).expand(x.shape[0], -1, -1, -1)
        whole = super().pivot(x, y, sigma)
        known = _pixels(mask.expand_as(x))
        partial = (known.sum(-1) > 0) & (known.sum(-1) < known.shape[-1])
        picture, _, _ = partial.nonzero(as_tuple=True)
        keep = known[partial].double()
        residual = _pixels(y - x)[partial].double() * keep
        s2 = sigma.double().to(x.device)[picture] ** 2
        unit = torch.eye(keep.shape[-1], dtype=torch.float64, device=x.device)
        covariance = s2[:, None, None] * unit + self._pixel_covariance().to(x.device)
        kept = keep[:, :, None] * covariance * keep[:, None, :] + unit * (1 - keep)[:, None, :]
        solved = torch.cholesky_solve(residual[..., None], torch.linalg.cholesky(kept))[..., 0]
        step = _pixels(whole - x)
        step[partial] = (s2[:, None] * solved).to(x)
        return x + mask * _joined(step)

    def _pixel_covariance(self) -> Tensor:
        """The rounding's covariance over a block's pixels, plane after plane, float64 [192,192]."""
        d = torch.kron(dct_matrix(), dct_matrix())
        colours = torch.linalg.inv(self._precision)
        return torch.einsum("ip,iab,iq->apbq", d, colours, d).reshape(192, 192)

    def std(self, sigma: Tensor) -> tuple[Tensor, Tensor]:
        """Those of whole blocks, and sigma where nothing is measured; beside missing pixels an approximation."""
        luma, chroma = super().std(sigma)
        return torch.where(self.mask > 0, luma, column(sigma)), torch.where(self.mask > 0, chroma, column(sigma))

    def geometry(self, sigma: Tensor) -> Tensor:
        told = sigma[:, None] >= self.told_from
        return torch.where(told, super().geometry(sigma), base_geometry(sigma, self.sigma_y))

    def anchor(self, y: Tensor) -> Tensor:
        return thin_plate(y, self.mask, self.sigma_y)


def masked_files(
    pictures: Tensor, masks: Tensor, quality: int, subsampling: str, told_from: float = TOLD_FROM
) -> tuple[MaskedJpeg, Tensor]:
    """Real JPEG files of damaged pictures [N,3,H,W], and the pixels of theirs that masks [N,1,H,W] leave."""
    files = jpeg_files(pictures, quality, subsampling)
    return MaskedJpeg(files.operator.tables, masks, told_from), files.y * masks


def _pixels(x: Tensor) -> Tensor:
    """[N,3,H,W] -> the pixels of blocks, plane after plane [N,H/8,W/8,192]."""
    n, c, h, w = x.shape
    blocks = x.reshape(n, c, h // 8, 8, w // 8, 8).permute(0, 2, 4, 1, 3, 5)
    return blocks.reshape(n, h // 8, w // 8, c * 64)


def _joined(blocks: Tensor) -> Tensor:
    """Inverse of _pixels."""
    n, rows, columns, _ = blocks.shape
    planes = blocks.view(n, rows, columns, 3, 8, 8).permute(0, 3, 1, 4, 2, 5)
    return planes.reshape(n, 3, 8 * rows, 8 * columns)
