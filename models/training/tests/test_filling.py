"""Push-pull filling and point spread functions."""

import math

import pytest
import torch

from training.operators.psf import gaussian_psf, motion_psf
from training.operators.push_pull import push_pull


def test_measured_pixels_stay_and_constants_fill_with_themselves():
    mask = torch.ones(1, 1, 21, 37)
    mask[..., 3:19, 4:30] = 0
    values = torch.rand(1, 3, 21, 37)
    filled = push_pull(values, mask)
    assert torch.equal(filled[mask.expand_as(values) > 0], values[mask.expand_as(values) > 0])
    assert torch.allclose(push_pull(torch.full_like(values, 0.4), mask), torch.tensor(0.4), atol=1e-6)


def test_the_fill_lies_between_the_measured_values():
    generator = torch.Generator().manual_seed(0)
    values = torch.rand(1, 1, 40, 33, generator=generator)
    mask = (torch.rand(1, 1, 40, 33, generator=generator) < 0.05).float()
    filled = push_pull(values, mask)
    seen = values[mask > 0]
    assert seen.min() <= filled.min() and filled.max() <= seen.max()


def test_nothing_measured_fills_with_zero():
    assert not push_pull(torch.rand(1, 3, 9, 9), torch.zeros(1, 1, 9, 9)).any()


def test_beyond_the_pyramid_the_mean_of_all_fills():
    mask = torch.zeros(1, 1, 4, 1024)
    mask[..., 0] = 1
    filled = push_pull(torch.full((1, 1, 4, 1024), 0.7), mask)
    assert filled[0, 0, 0, -1].item() == pytest.approx(0.7, abs=1e-6)


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
