"""JPEG: the decoded file as a measurement whose noise is the quantisation of 8x8 DCT coefficients in YCbCr."""

import io
import math
from dataclasses import dataclass, replace

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from ..luma import LUMA_UNIT
from .base import Operator, base_geometry, column
from .example import SIGMAS, Example
from .example import picture as example_picture
from .spectrum import ANGLES, OFFSET, RADII
from .task import Problem, Sampling, Task, levels, picture

FLAG = 34
UNMEASURED_STEP = 4000
"""Quantisation step for chroma frequencies that subsampling removes (std 9.06)."""
_Y = (0.299, 0.587, 0.114)
YCBCR = (
    _Y,
    (-_Y[0] / 1.772, -_Y[1] / 1.772, 0.5),
    (0.5, -_Y[1] / 1.402, -_Y[2] / 1.402),
)
"""RGB to YCbCr without offsets (JFIF 1.02): Cb = (B - Y)/1.772, Cr = (R - Y)/1.402."""


@dataclass(frozen=True)
class JpegTables:
    """Quantisation steps of Y, Cb, Cr, 64 each in natural order (row: vertical frequency), in 8-bit levels.

    `factor_x` and `factor_y` are the chroma subsampling per axis: 4:4:4 is (1, 1), 4:2:0 (2, 2), 4:2:2 (2, 1),
    4:4:0 (1, 2).
    """

    luma: tuple[int, ...]
    cb: tuple[int, ...]
    cr: tuple[int, ...]
    factor_x: int = 1
    factor_y: int = 1


def read_tables(image: Image.Image) -> JpegTables:
    """The tables and subsampling of an opened JPEG file (Pillow gives tables in natural order)."""
    tables = image.quantization
    layers = image.layer  # (component id, horizontal sampling, vertical sampling, table)
    pick = [tuple(int(q) for q in tables[layer[3]]) for layer in layers]
    if len(pick) == 1:
        pick = pick * 3
    factor_x, factor_y = (layers[0][1] // layers[-1][1], layers[0][2] // layers[-1][2])
    return JpegTables(pick[0], pick[1], pick[2], factor_x, factor_y)


def dct_matrix() -> Tensor:
    """Orthonormal 8-point DCT-II, float64 [frequency, sample]."""
    n = torch.arange(8, dtype=torch.float64)
    matrix = torch.cos(math.pi * (2 * n[None] + 1) * n[:, None] / 16) / 2
    matrix[0] /= math.sqrt(2)
    return matrix


def _blocks(x: Tensor) -> Tensor:
    """[N,C,H,W] -> DCT coefficients [N,C,H/8,8,W/8,8]."""
    n, c, h, w = x.shape
    d = dct_matrix().to(x)
    return torch.einsum("ui,nchiwj,vj->nchuwv", d, x.view(n, c, h // 8, 8, w // 8, 8), d)


def _picture(coefficients: Tensor) -> Tensor:
    """Inverse of _blocks."""
    n, c, h, _, w, _ = coefficients.shape
    d = dct_matrix().to(coefficients)
    return torch.einsum("ui,nchuwv,vj->nchiwj", d, coefficients, d).reshape(n, c, h * 8, w * 8)


def noise_variance(tables: JpegTables) -> Tensor:
    """Variances of Y, Cb, Cr at the 64 indices in [-1, 1] units, float64 [64,3]."""

    def chroma(table: tuple[int, ...]) -> list[float]:
        fx, fy = tables.factor_x, tables.factor_y
        return [
            fx * fy * table[8 * (u * fy) + v * fx] ** 2 if u * fy < 8 and v * fx < 8 else UNMEASURED_STEP**2
            for u in range(8)
            for v in range(8)
        ]

    squares = [[float(q * q) for q in tables.luma], chroma(tables.cb), chroma(tables.cr)]
    return torch.tensor(squares, dtype=torch.float64).T * (2 / 255) ** 2 / 12


class Jpeg(Operator):
    """y = x + quantisation noise; H and W are multiples of 8 and the picture starts on the block grid."""

    name = "jpeg"

    def __init__(self, tables: JpegTables) -> None:
        self.tables = tables
        self.variance = noise_variance(tables)
        self.white_noise = False
        self.sigma_y = math.sqrt(float(self.variance[0, 0]))
        m = torch.tensor(YCBCR, dtype=torch.float64)
        self._precision = torch.einsum("ca,ic,cb->iab", m, 1 / self.variance, m)

    def forward(self, x: Tensor) -> Tensor:
        return x

    def adjoint(self, y: Tensor) -> Tensor:
        return y

    def _covariance(self, sigma: Tensor) -> Tensor:
        """Sigma* at the 64 indices, float64 [N,64,3,3]."""
        prior = torch.eye(3, dtype=torch.float64) / sigma.double().cpu().view(-1, 1, 1, 1) ** 2
        return torch.linalg.inv(prior + self._precision)

    def pivot(self, x: Tensor, y: Tensor, sigma: Tensor) -> Tensor:
        gain = (self._covariance(sigma) @ self._precision).to(x).view(-1, 8, 8, 3, 3)
        gain = gain.expand(x.shape[0], -1, -1, -1, -1)
        return x + _picture(torch.einsum("nuvab,nbhuwv->nahuwv", gain, _blocks(y - x)))

    def _variances(self, sigma: Tensor) -> tuple[Tensor, Tensor]:
        """Luma and chroma variances at the 64 indices, float64 [N,64]."""
        covariance = self._covariance(sigma)
        u = torch.tensor(LUMA_UNIT, dtype=torch.float64)
        luma = torch.einsum("a,niab,b->ni", u, covariance, u)
        trace = covariance.diagonal(dim1=2, dim2=3).sum(-1)
        return luma, (trace - luma) / 2

    def std(self, sigma: Tensor) -> tuple[Tensor, Tensor]:
        luma, chroma = self._variances(sigma)
        return column(luma.mean(1).sqrt().to(sigma)), column(chroma.mean(1).sqrt().to(sigma))

    def geometry(self, sigma: Tensor) -> Tensor:
        geometry = base_geometry(sigma, self.sigma_y)
        luma, _ = self._variances(sigma)
        log_ratio = (luma / luma.mean(1, keepdim=True)).log() / 8
        turns = [math.radians(a) for a in ANGLES]
        for i, (turn, radius) in enumerate((t, r) for t in turns for r in RADII):
            vertical = min(7, round(16 * radius * abs(math.sin(turn))))
            horizontal = min(7, round(16 * radius * abs(math.cos(turn))))
            geometry[:, OFFSET + i] = log_ratio[:, 8 * vertical + horizontal].to(sigma)
        geometry[:, FLAG] = 1
        return geometry

    def anchor(self, y: Tensor) -> Tensor:
        return y

    def misfit(self, x: Tensor, y: Tensor) -> Tensor:
        m = torch.tensor(YCBCR).to(x)
        residual = torch.einsum("ca,nahuwv->nchuwv", m, _blocks(y - x))
        variance = self.variance.to(x).T.reshape(1, 3, 1, 8, 1, 8)
        return (residual**2 / variance).mean((1, 2, 3, 4, 5))


def _saved(x0: Tensor, quality: int, subsampling: str) -> tuple[JpegTables, np.ndarray]:
    """The tables and decoded 8-bit pixels [H,W,3] of a JPEG file of the picture x0 [1,3,H,W]."""
    buffer = io.BytesIO()
    Image.fromarray(levels(x0[0])).save(buffer, "JPEG", quality=quality, subsampling=subsampling)
    with Image.open(buffer) as image:
        return read_tables(image), np.asarray(image.convert("RGB"))


def jpeg_file(x0: Tensor, quality: int, subsampling: str) -> Problem:
    """A real JPEG file of x0: its decoded pixels and its tables."""
    tables, decoded = _saved(x0, quality, subsampling)
    return Problem(Jpeg(tables), picture(decoded).to(x0))


def jpeg_files(pictures: Tensor, quality: int, subsampling: str) -> Problem:
    """Real JPEG files of pictures [N,3,H,W], which have the same tables."""
    files = [jpeg_file(pictures[i : i + 1], quality, subsampling) for i in range(pictures.shape[0])]
    return Problem(files[0].operator, torch.cat([file.y for file in files]))


PLACE = 60
CARD = {"jpeg": {"quality": [8, 90], "subsampling": ["4:4:4", "4:2:0"]}}
TASKS = (
    Task("jpeg-20", lambda x0, _: jpeg_file(x0, 20, "4:2:0"), sampling=Sampling(temperature=1.02)),
    Task("jpeg-50", lambda x0, _: jpeg_file(x0, 50, "4:2:0"), sampling=Sampling(temperature=1.02)),
)


def golden() -> dict[str, Example]:
    def example(quality: int, subsampling: str) -> Example:
        x0 = example_picture(16, 16, rounded=True)
        t, decoded = _saved(x0, quality, "4:2:0" if subsampling == "4:4:0" else subsampling)
        if subsampling == "4:4:0":  # Pillow reads it but can't write it; here any y works.
            t = replace(t, factor_x=1)
        params = {
            "quality": quality,
            "subsampling": subsampling,
            "tables": {"quantisation": [t.luma, t.cb, t.cr], "horizontal": t.factor_x, "vertical": t.factor_y},
        }
        y = torch.from_numpy(decoded.astype(np.float64) / 127.5 - 1).permute(2, 0, 1)[None]
        return Example(Jpeg(t), params, x0, y, sigmas=SIGMAS[::2])

    return {
        "jpeg-444": example(30, "4:4:4"),
        "jpeg-420": example(20, "4:2:0"),
        "jpeg-422": example(75, "4:2:2"),
        "jpeg-440": example(50, "4:4:0"),
    }
