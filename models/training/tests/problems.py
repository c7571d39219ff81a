"""Every operator on a picture of 8 or 12 pixels, and its dense matrices."""

import math

import torch
from torch import Tensor

from training.operators import ColouredNoise, Identity, Jpeg, JpegTables, Operator, of_all
from training.operators.jpeg import YCBCR, dct_matrix

QLUMA = tuple(6 + 3 * (i // 8) + 5 * (i % 8) for i in range(64))
QCHROMA = tuple(9 + 7 * (i // 8) + 4 * (i % 8) for i in range(64))


def tables(fx: int = 2, fy: int = 2) -> JpegTables:
    """Invented tables, different in every entry, direction and component."""
    return JpegTables(QLUMA, QCHROMA, tuple(q + 3 for q in QCHROMA), fx, fy)


def operators(size: int) -> dict[str, Operator]:
    """Operators by name for pictures of this side; jpeg only if it is a multiple of 8."""
    found = {name: operator for tiny in of_all("tiny") for name, operator in tiny(size).items()}
    return found | ({"jpeg": Jpeg(tables())} if size % 8 == 0 else {})


def matrix(linear, shape: tuple[int, ...]) -> Tensor:
    """The matrix of a linear map of [1,*shape] tensors, by columns."""
    count = math.prod(shape)
    columns = linear(torch.eye(count, dtype=torch.float64).view(count, *shape))
    return columns.reshape(count, -1).T


def jpeg_basis(size: int) -> Tensor:
    """The matrix from a picture to its YCbCr DCT coefficients (component, vertical, horizontal, block)."""
    d, m = dct_matrix(), torch.tensor(YCBCR, dtype=torch.float64)

    def transform(x: Tensor) -> Tensor:
        blocks = x.view(-1, 3, size // 8, 8, size // 8, 8)
        return torch.einsum("ca,ui,nahiwj,vj->ncuvhw", m, d, blocks, d)

    return matrix(transform, (3, size, size))


def noise_precision(operator: Operator, size: int, count: int) -> Tensor:
    """N^-1, dense."""
    if isinstance(operator, Jpeg):
        basis = jpeg_basis(size)
        blocks = (size // 8) ** 2
        variance = operator.variance.T.reshape(-1).repeat_interleave(blocks)
        return basis.T @ (basis / variance[:, None])
    if isinstance(operator, Identity) and isinstance(operator.noise, Tensor):
        return torch.diag(1 / operator.noise.expand(1, 3, -1, -1).flatten() ** 2)
    if isinstance(operator, ColouredNoise):
        colour = matrix(operator.colour, (3, size, size))
        return torch.linalg.inv(colour @ colour.T)
    return torch.eye(count, dtype=torch.float64) / operator.sigma_y**2
