"""Thin-plate filling and point spread functions."""

import math

import pytest
import torch

from training.operators.psf import gaussian_psf, motion_psf
from training.operators.thin_plate import thin_plate


def test_measured_pixels_stay_and_constants_fill_with_themselves():
    mask = torch.ones(1, 1, 21, 37)
    mask[..., 3:19, 4:30] = 0
    values = torch.rand(1, 3, 21, 37)
    filled = thin_plate(values, mask, 0.01)
    assert torch.equal(filled[mask.expand_as(values) > 0], values[mask.expand_as(values) > 0])
    assert torch.allclose(thin_plate(torch.full_like(values, 0.4), mask, 0.01), torch.tensor(0.4), atol=1e-6)


def test_a_small_hole_in_a_slope_is_filled_with_the_slope():
    """A plane solves the biharmonic equation."""
    y, x = torch.meshgrid(torch.arange(40.0), torch.arange(40.0), indexing="ij")
    plane = (0.01 * x - 0.02 * y)[None, None]
    mask = torch.ones(1, 1, 40, 40)
    mask[..., 18:22, 15:19] = 0
    assert (thin_plate(plane, mask, 0.01) - plane).abs().max() < 0.004


def test_noisy_pictures_are_filled_between_their_measured_values():
    """Without the plate's steps the fill is an average of measured values."""
    generator = torch.Generator().manual_seed(0)
    values = torch.rand(1, 1, 40, 33, generator=generator)
    mask = (torch.rand(1, 1, 40, 33, generator=generator) < 0.05).float()
    filled = thin_plate(values, mask, 0.2)
    seen = values[mask > 0]
    assert seen.min() <= filled.min() and filled.max() <= seen.max()


def test_nothing_measured_fills_with_zero():
    assert not thin_plate(torch.rand(1, 3, 9, 9), torch.zeros(1, 1, 9, 9), 0.01).any()


def test_beyond_the_pyramid_the_mean_of_all_fills():
    mask = torch.zeros(1, 1, 4, 1024)
    mask[..., 0] = 1
    filled = thin_plate(torch.full((1, 1, 4, 1024), 0.7), mask, 0.01)
    assert filled[0, 0, 0, -1].item() == pytest.approx(0.7, abs=1e-5)


@pytest.mark.parametrize("std", [0.75, 1.5, 3.1])
def test_a_gaussian_has_sum_one_and_its_variance(std):
    psf = gaussian_psf(std)
    assert psf.shape == (2 * math.ceil(4 * std) + 1,) * 2
    assert float(psf.sum()) == pytest.approx(1)
    offsets = torch.arange(psf.shape[0]).double() - psf.shape[0] // 2
    assert float((psf.sum(0) * offsets**2).sum()) == pytest.approx(std**2, rel=0.01)


@pytest.mark.parametrize(("length", "angle"), [(1, 0), (2, 0), (11, 30), (5.5, -70), (20, 90), (7, 180)])
def test_a_motion_line_has_sum_one_and_is_centred(length, angle):
    psf = motion_psf(length, angle)
    offsets = torch.arange(psf.shape[0]).double() - psf.shape[0] // 2
    assert float(psf.sum()) == pytest.approx(1)
    assert float((psf.sum(0) * offsets).sum()) == pytest.approx(0, abs=1e-9)
    assert float((psf.sum(1) * offsets).sum()) == pytest.approx(0, abs=1e-9)


def test_positive_angles_turn_clockwise_on_the_screen():
    psf = motion_psf(9, 45)
    middle = psf.shape[0] // 2
    assert psf[middle + 2, middle + 2] > 10 * psf[middle - 2, middle + 2]
