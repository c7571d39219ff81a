"""The descriptor has the right values, which are the same for any tile."""

import math

import pytest
import torch

from problems import operators, tables
from training.operators import Convolution, Jpeg
from training.operators.psf import gaussian_psf

LEVEL = torch.tensor([0.7], dtype=torch.float64)


@pytest.mark.parametrize("name", [n for n in operators(8) if n != "map"])
def test_geometry_and_uniform_stds_do_not_depend_on_the_tile(name):
    one, other = operators(24)[name], operators(48)[name]
    for operator in (one, other):
        size = 24 if operator is one else 48
        x = torch.zeros(1, 3, size, size, dtype=torch.float64)
        operator.pivot(x, operator.forward(x), LEVEL)  # may change the operator's caches
    assert torch.equal(one.geometry(LEVEL), other.geometry(LEVEL))
    for a, b in zip(one.std(LEVEL), other.std(LEVEL), strict=True):
        assert a.numel() > 1 or torch.equal(a, b)


def test_the_first_entries_are_the_noise_levels():
    geometry = operators(8)["identity"].geometry(LEVEL)[0]
    observed = (1 / 0.7**2 + 1 / 0.2**2) ** -0.5
    assert geometry[0].item() == pytest.approx(math.log(0.7) / 4)
    assert geometry[1].item() == pytest.approx(math.log(observed) / 4)
    assert not geometry[2:].any()


@pytest.mark.parametrize("k", [2, 3, 4])
def test_block_means_are_one_hot_with_the_std_of_the_mean(k):
    geometry = operators(24)[f"mean-{k}"].geometry(LEVEL)[0]
    assert [i for i in (2, 3, 4) if geometry[i] == 1] == [k]
    mean = (1 / 0.7**2 + 1 / (k * 0.1) ** 2) ** -0.5
    assert geometry[5].item() == pytest.approx(math.log(mean / 0.7) / 4)


def test_the_spectrum_of_a_gaussian_is_round_and_rises_with_frequency():
    std = 1.2
    operator = Convolution(gaussian_psf(std), 0.05)
    spectrum = operator.geometry(LEVEL)[0, 6:34].view(4, 7)
    assert torch.allclose(spectrum[0], spectrum[2], atol=1e-9)
    assert (spectrum.diff(dim=1) > 0).all()
    power = math.exp(-((2 * math.pi * std * 0.14) ** 2))  # |K|^2 of the continuous Gaussian
    expected = math.sqrt(0.7**2 * 0.05**2 / (0.05**2 + 0.7**2 * power))
    mean = float(operator.std(LEVEL)[0])
    assert spectrum[0, 3].item() == pytest.approx(math.log(expected / mean) / 4, abs=2e-3)


def test_jpeg_says_so_and_starts_from_the_luma_dc_step():
    operator = Jpeg(tables())
    geometry = operator.geometry(LEVEL)[0]
    step = tables().luma[0] * 2 / 255 / math.sqrt(12)
    assert operator.sigma_y == pytest.approx(step)
    assert geometry[34] == 1
    # Horizontal frequencies (angle 0) rise by 5 levels per column, vertical ones by 3 per row.
    assert geometry[6 + 6] > geometry[6 + 14 + 6]
