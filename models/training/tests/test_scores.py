"""Metrics, solver and protocol on cases with known answers."""

import math
from itertools import pairwise

import pytest
import torch

from training.metrics import LEVELS, Calibration, coverage, crps, psnr, ssim
from training.solver import dpm_solver_2m, geometric_sigmas
from training.tasks import TASKS, random_mask, strokes_mask


def gaussian_posterior(spread: float, shift: float = 0.0) -> tuple[torch.Tensor, torch.Tensor]:
    """9 samples of N(mean, (spread 0.2)^2) and a truth of N(mean + shift, 0.2^2), mean random."""
    g = torch.Generator().manual_seed(0)
    mean = torch.randn(3, 200, 200, generator=g)
    samples = mean + spread * 0.2 * torch.randn(9, 3, 200, 200, generator=g)
    return samples, mean + shift + 0.2 * torch.randn(3, 200, 200, generator=g)


def test_exact_posterior_samples_are_calibrated():
    samples, truth = gaussian_posterior(1)
    calibration = Calibration()
    calibration.add(samples, truth)
    assert calibration.value() == pytest.approx(1, abs=0.02)
    assert coverage(samples, truth) == pytest.approx(0.8, abs=0.01)
    # CRPS of a Gaussian against itself: std / sqrt(pi).
    assert crps(samples, truth) == pytest.approx(0.2 / math.sqrt(math.pi), rel=0.02)


def test_timid_samples_show_in_calibration_coverage_and_crps():
    exact, truth = gaussian_posterior(1)
    timid, _ = gaussian_posterior(0.5)
    calibration = Calibration()
    calibration.add(timid, truth)
    assert calibration.value() == pytest.approx(0.25, abs=0.02)
    assert coverage(timid, truth) < 0.65
    assert crps(timid, truth) > crps(exact, truth)


def test_calibration_is_pooled_over_photos():
    calibration = Calibration()
    calibration.variance, calibration.error = [1.0, 3.0], [1.0, 1.0]
    assert calibration.value() == 2


def test_crps_equals_its_definition_by_pairs():
    samples, truth = torch.randn(5, 1, 4, 4), torch.randn(1, 4, 4)
    pairs = sum((a - b).abs().mean() for a in samples for b in samples)
    expected = (samples - truth).abs().mean() - pairs / (2 * 5 * 4)
    assert crps(samples, truth) == pytest.approx(float(expected), abs=1e-6)


def test_psnr_of_an_error_of_25_levels():
    truth = torch.zeros(3, 8, 8)
    assert psnr(truth + 25 / LEVELS, truth) == pytest.approx(20 * math.log10(255 / 25), abs=1e-4)
    assert psnr(torch.full((3, 8, 8), 9.0), torch.ones(3, 8, 8)) == pytest.approx(126.02, abs=0.01)


def test_ssim_is_one_for_equal_pictures_and_falls_with_noise():
    picture = torch.sin(torch.arange(48.0) / 3).expand(3, 48, 48) * 0.8
    assert ssim(picture, picture) == pytest.approx(1)
    assert 0 < ssim(picture + 0.3 * torch.randn(3, 48, 48), picture) < 0.9


@pytest.mark.parametrize(
    ("variance", "gain"),
    [(0.001, 0.78), (0.01, 0.97), (0.1, 1.05), (1, 1.07), (10, 1.07), (100, 0.96), (655, 0.64)],
)
def test_eight_calls_keep_the_known_share_of_a_gaussians_variance(variance, gain):
    # The denoiser of N(0, variance) is linear, so one sample gives the gain exactly (DPM-Solver++, arXiv 2211.01095).
    start = torch.full((1,), 40.0, dtype=torch.float64)
    end = dpm_solver_2m(lambda x, s: x * variance / (variance + s * s), start, geometric_sigmas(8))
    assert float(end**2 / variance) == pytest.approx(gain, abs=0.006)


def moments(variance, eta, temperature=1.0):
    """Mean and variance of the samples of N(1, variance): the sampler is affine in its start and in every noise.

    Column 0 has no noise; column k + 1 has one unit of only the k-th noise, of which the start is the first.
    """
    units = torch.cat([torch.zeros(8, 1), torch.eye(8)], 1).double()
    end = dpm_solver_2m(
        lambda x, s: 1 + (x - 1) * variance / (variance + s * s),
        40 * temperature * units[0],
        geometric_sigmas(8),
        eta=eta,
        temperature=temperature,
        noise=lambda step: units[step + 1],
    )
    return float(end[0]), float(((end[1:] - end[0]) ** 2).sum())


RENEWED_GAINS = {
    1: {0.001: 0.6499, 0.01: 0.8690, 0.1: 0.9907, 1: 1.0513, 10: 1.0790, 100: 1.0546, 655: 0.7198},
    0.5: {0.001: 0.7045, 0.01: 0.9168, 0.1: 1.0233, 1: 1.0713, 10: 1.0893, 100: 1.0322, 655: 0.7017},
}
"""Computed independently of this code, by the recursion of the covariance of the state and the last mean."""


@pytest.mark.parametrize(
    ("eta", "variance", "gain"), [(eta, *pair) for eta, gains in RENEWED_GAINS.items() for pair in gains.items()]
)
def test_renewed_noise_keeps_the_known_share_of_a_gaussians_variance(eta, variance, gain):
    assert moments(variance, eta)[1] / variance == pytest.approx(gain, abs=0.0001)


@pytest.mark.parametrize("eta", [0, 0.5, 1])
def test_temperature_scales_the_spread_and_leaves_the_mean(eta):
    mean, variance = moments(0.1, eta)
    cold_mean, cold = moments(0.1, eta, 0.7)
    assert cold_mean == pytest.approx(mean, abs=1e-12)
    assert cold == pytest.approx(0.49 * variance, rel=1e-9)
    assert moments(0.1, eta, 0.0) == (pytest.approx(mean, abs=1e-12), 0)


def test_without_renewal_the_bits_are_those_of_the_ode():
    start = 40 * torch.randn(64, generator=torch.Generator().manual_seed(0))
    sigmas, previous, last, x = geometric_sigmas(8), None, 1.0, start
    for sigma, following in pairwise(sigmas):
        mean = torch.tanh(x / (1 + sigma))
        if following == 0:
            break
        step = math.log(sigma / following)
        target = mean if previous is None else (1 + step / (2 * last)) * mean - step / (2 * last) * previous
        x = (following / sigma) * x - math.expm1(-step) * target
        previous, last = mean, step
    assert torch.equal(dpm_solver_2m(lambda x, s: torch.tanh(x / (1 + s)), start, sigmas), mean)


def test_sigmas_are_geometric_and_end_in_zero():
    sigmas = geometric_sigmas(8)
    assert len(sigmas) == 9 and sigmas[0] == 40 and sigmas[-1] == 0
    assert sigmas[7] == pytest.approx(0.01)
    assert sigmas[1] / sigmas[0] == pytest.approx(sigmas[5] / sigmas[4])


def test_evaluation_masks_are_keyed_by_seed():
    assert torch.equal(strokes_mask(3, 128), strokes_mask(3, 128))
    assert not torch.equal(strokes_mask(3, 128), strokes_mask(4, 128))
    assert random_mask(0, 128, 0.7).mean().item() == pytest.approx(0.3, abs=0.01)
    shares = [1 - strokes_mask(seed, 128).mean().item() for seed in range(8)]
    assert min(shares) > 0.05 and max(shares) < 0.5


def test_every_task_measures_and_answers_in_the_pictures_shape():
    for task in TASKS:
        side = 128 + 2 * task.margin
        x0 = torch.rand(1, 3, side, side) * 2 - 1
        problem = task.make(x0, 5)
        assert problem.operator.anchor(problem.y).shape == x0.shape
        again = task.make(x0, 5)
        assert torch.equal(problem.y, again.y)
