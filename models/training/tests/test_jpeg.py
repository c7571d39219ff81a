"""JPEG tables from real files, and the effect of subsampling on the noise."""

import io

import numpy as np
import pytest
import torch
from PIL import Image

from problems import QCHROMA, jpeg_basis, tables
from training.law import damaged_file
from training.operators.jpeg import Jpeg, dct_matrix, noise_variance, read_tables
from training.operators.masked_jpeg import MaskedJpeg
from training.tasks import jpeg_file

UNIT = (2 / 255) ** 2 / 12


@pytest.mark.parametrize(("subsampling", "factors"), [("4:4:4", (1, 1)), ("4:2:2", (2, 1)), ("4:2:0", (2, 2))])
def test_tables_and_subsampling_are_read_from_the_file(subsampling, factors):
    buffer = io.BytesIO()
    Image.new("RGB", (32, 32), (200, 30, 90)).save(buffer, "JPEG", quality=50, subsampling=subsampling)
    with Image.open(buffer) as image:
        found = read_tables(image)
    assert (found.factor_x, found.factor_y) == factors
    assert found.luma[:9] == (16, 11, 10, 16, 24, 40, 51, 61, 12)  # ITU-T T.81 table K.1, natural order
    assert found.cb[:5] == found.cr[:5] == (17, 18, 24, 47, 99)


def test_a_grey_file_uses_its_one_table_for_all():
    buffer = io.BytesIO()
    Image.new("L", (16, 16), 90).save(buffer, "JPEG", quality=50)
    with Image.open(buffer) as image:
        found = read_tables(image)
    assert found.luma == found.cb == found.cr
    assert (found.factor_x, found.factor_y) == (1, 1)


@pytest.mark.parametrize(
    ("factors", "index", "expected"),
    [
        ((1, 1), (3, 5), QCHROMA[29] ** 2),
        ((2, 2), (1, 3), 4 * QCHROMA[8 * 2 + 6] ** 2),
        ((2, 2), (4, 0), 4000**2),
        ((2, 1), (5, 3), 2 * QCHROMA[8 * 5 + 6] ** 2),
        ((2, 1), (0, 4), 4000**2),
        ((1, 2), (3, 5), 2 * QCHROMA[8 * 6 + 5] ** 2),
    ],
)
def test_subsampled_chroma_is_measured_by_the_coefficient_of_twice_the_index(factors, index, expected):
    variance = noise_variance(tables(*factors))
    assert float(variance[8 * index[0] + index[1], 1]) == pytest.approx(expected * UNIT)


def test_the_transform_is_orthonormal():
    d = dct_matrix()
    assert torch.allclose(d @ d.T, torch.eye(8).double(), atol=1e-14)


def test_a_real_files_error_is_no_larger_than_its_tables_say():
    rng = np.random.default_rng(0)
    x0 = torch.from_numpy(rng.uniform(-0.8, 0.8, (1, 3, 64, 64)).astype(np.float32))
    problem = jpeg_file(x0, 90, "4:4:4")
    # White noise fills every coefficient, so rounding errors are uniform and q^2/12 is right.
    assert float(problem.operator.misfit(x0, problem.y)) == pytest.approx(1, abs=0.15)


@pytest.mark.parametrize("sigma", [0.05, 1.0, 40.0])
def test_the_pivot_of_a_damaged_file_matches_a_dense_solve(sigma):
    torch.manual_seed(1)
    x, y = torch.randn(2, 2, 3, 16, 8, dtype=torch.float64)
    # A partial block, a hidden one, and two whole ones.
    mask = torch.ones(2, 1, 16, 8, dtype=torch.float64)
    mask[0, 0, 2:5, 1:7], mask[0, 0, 8:] = 0, 0
    level = torch.full((2,), sigma, dtype=torch.float64)
    found = MaskedJpeg(tables(), mask).pivot(x, y, level)
    assert torch.equal(found[0, :, 8:], x[0, :, 8:])
    assert torch.allclose(found[1:], Jpeg(tables()).pivot(x[1:], y[1:], level[1:]), atol=1e-12)

    known = mask[0, :, :8].expand(3, -1, -1).reshape(-1) > 0
    variance = noise_variance(tables()).T.reshape(-1)
    to_coefficients = jpeg_basis(8)
    covariance = torch.linalg.inv(to_coefficients.T @ torch.diag(1 / variance) @ to_coefficients)[known][:, known]
    block, seen = x[0, :, :8].reshape(-1), y[0, :, :8].reshape(-1)
    unit = torch.eye(len(covariance), dtype=torch.float64)
    expected = block.clone()
    step = torch.linalg.solve(sigma**2 * unit + covariance, (seen - block)[known])
    expected[known] += sigma**2 * step
    assert torch.allclose(found[0, :, :8].reshape(-1), expected, atol=1e-8)


def test_damaged_files_hide_their_damage_and_keep_the_photo_elsewhere():
    rng = np.random.default_rng(2)
    x0 = torch.from_numpy(rng.uniform(-0.6, 0.6, (4, 3, 1, 1)).astype(np.float32)).expand(-1, -1, 64, 64).contiguous()
    operator, y = damaged_file(rng, x0)
    assert isinstance(operator, MaskedJpeg)
    mask = operator.mask.expand_as(y)
    assert 0 < float(mask.mean()) < 1
    assert float(y[mask == 0].abs().max()) == 0
    # Away from blocks with damage only rounding is left of a flat picture.
    far = -torch.nn.functional.max_pool2d(1 - mask, 33, 1, 16) + 1 > 0
    if far.any():
        assert float((y - x0)[far].abs().mean()) < 0.05
