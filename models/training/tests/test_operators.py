"""Every closed form against dense linear algebra, in float64."""

import pytest
import torch

from problems import matrix, noise_precision, operators
from training.luma import LUMA_UNIT

CASES = [(size, name) for size in (8, 12) for name in operators(size)]
SIGMAS = (0.05, 1.0, 40.0)


def picture(size: int, seed: int) -> torch.Tensor:
    return torch.randn(1, 3, size, size, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


@pytest.mark.parametrize(("size", "name"), CASES)
def test_the_adjoint_is_the_transpose(size, name):
    operator = operators(size)[name]
    x = picture(size, 1)
    y = torch.randn(operator.forward(x).shape, generator=torch.Generator().manual_seed(2), dtype=torch.float64)
    left, right = (operator.forward(x) * y).sum(), (x * operator.adjoint(y)).sum()
    assert float(abs(left - right)) <= 1e-10 * float(x.norm() * y.norm())


def dense(size, name, sigma):
    """A, N^-1 and Sigma* of an operator, dense."""
    operator = operators(size)[name]
    a = matrix(operator.forward, (3, size, size))
    precision = noise_precision(operator, size, a.shape[0])
    return operator, a, precision, torch.linalg.inv(torch.eye(a.shape[1]).double() / sigma**2 + a.T @ precision @ a)


@pytest.mark.parametrize("sigma", SIGMAS)
@pytest.mark.parametrize(("size", "name"), [c for c in CASES if c[0] == 8] + [(12, "mean-3"), (12, "decimate-3")])
def test_pivot_and_std_match_a_dense_solve(size, name, sigma):
    operator, a, precision, covariance = dense(size, name, sigma)
    x = picture(size, 1)
    y = operator.forward(x) + 0.1 * torch.randn(operator.forward(x).shape, dtype=torch.float64)
    expected = covariance @ (x.flatten() / sigma**2 + a.T @ precision @ y.flatten())
    level = torch.tensor([sigma], dtype=torch.float64)
    found = operator.pivot(x, y, level).flatten()
    assert float((found - expected).norm() / expected.norm()) < 1e-8

    pixels = covariance.view(3, size * size, 3, size * size).diagonal(dim1=1, dim2=3)
    u = torch.tensor(LUMA_UNIT, dtype=torch.float64)
    luma = torch.einsum("a,abp,b->p", u, pixels, u)
    chroma = (pixels.diagonal().sum(1) - luma) / 2
    for part, exact in zip(operator.std(level), (luma, chroma), strict=True):
        if part.numel() == 1:
            # A blur's std is the mean over 128 frequencies per side; 8 give the same mean only if it varies slowly.
            blurred = name in ("gaussian", "motion", "grain") or "decimate" in name
            if not (blurred and sigma > 1):
                assert float(part**2) == pytest.approx(float(exact.mean()), rel=0.02 if blurred else 1e-8)
        else:
            assert torch.allclose(part.flatten() ** 2, exact, rtol=1e-8, atol=0)


@pytest.mark.parametrize("sigma", SIGMAS)
@pytest.mark.parametrize("name", ["gaussian", "motion"])
def test_a_blurs_std_is_that_of_its_pivot_on_128_pixels(name, sigma):
    # The pivot is a pair of circular filters, so its noise has the energy of their impulse responses.
    operator = operators(8)[name]
    impulse, zero = torch.zeros(2, 1, 3, 128, 128, dtype=torch.float64)
    impulse[..., 0, 0] = 1
    level = torch.tensor([sigma], dtype=torch.float64)
    from_x = (operator.pivot(impulse, zero, level)[0, 0] ** 2).sum() * sigma**2
    from_y = (operator.pivot(zero, impulse, level)[0, 0] ** 2).sum() * operator.sigma_y**2
    assert float(operator.std(level)[0] ** 2) == pytest.approx(float(from_x + from_y), rel=1e-8)


@pytest.mark.parametrize("name", operators(8))
def test_the_pivot_is_the_truth_plus_noise_of_covariance_sigma_star(name):
    # mu* = G_x x_t + G_y y, so that G_x + G_y A = I and s^2 G_x G_x' + G_y N G_y' = Sigma*, exactly.
    size, sigma = 8, 0.3
    operator, a, precision, covariance = dense(size, name, sigma)
    shape = tuple(operator.forward(picture(size, 1)).shape[1:])
    level = torch.tensor([sigma], dtype=torch.float64)

    def from_x(x):
        return operator.pivot(x, x.new_zeros(x.shape[0], *shape), level.expand(x.shape[0]))

    def from_y(y):
        return operator.pivot(y.new_zeros(y.shape[0], 3, size, size), y, level.expand(y.shape[0]))

    gx, gy = matrix(from_x, (3, size, size)), matrix(from_y, shape)
    assert torch.allclose(gx + gy @ a, torch.eye(gx.shape[0]).double(), atol=1e-9)
    total = sigma**2 * gx @ gx.T + gy @ torch.linalg.inv(precision) @ gy.T
    assert torch.allclose(total, covariance, atol=1e-9 * float(covariance.abs().max()))


def test_grain_has_its_level_and_fits_its_own_law():
    operator = operators(96)["grain"]
    noise = operator.colour(torch.randn(4, 3, 96, 96, generator=torch.Generator().manual_seed(0)).double())
    assert float(noise.std()) == pytest.approx(operator.sigma_y, rel=0.05)
    neighbours = (noise[..., 1:] * noise[..., :-1]).mean() / noise.var()
    assert float(neighbours) > 0.5
    x0 = torch.rand(4, 3, 96, 96, dtype=torch.float64)
    assert torch.allclose(operator.misfit(x0, x0 + noise), torch.ones(4).double(), atol=0.05)


NOISY = ["identity", "mask", "gaussian", "motion", "mean-4", "decimate-2", "luminance", "fade"]


@pytest.mark.parametrize("name", NOISY)
def test_measured_noise_of_the_pivot_is_the_predicted_one(name):
    operator = operators(64)[name]
    generator = torch.Generator().manual_seed(0)
    x0 = torch.rand(6, 3, 64, 64, generator=generator, dtype=torch.float64) - 0.5
    sigma = torch.full((6,), 0.4, dtype=torch.float64)
    clean = operator.forward(x0)
    y = clean + operator.sigma_y * torch.randn(clean.shape, generator=generator, dtype=torch.float64)
    x = x0 + 0.4 * torch.randn(x0.shape, generator=generator, dtype=torch.float64)
    error = operator.pivot(x, y, sigma) - x0
    luma = (error * torch.tensor(LUMA_UNIT).double().view(1, 3, 1, 1)).sum(1, keepdim=True)
    predicted = (operator.std(sigma)[0].expand_as(luma) ** 2).mean()
    assert float((luma**2).mean() / predicted) == pytest.approx(1, abs=0.04)
    assert float(error.mean().abs()) < 0.01


@pytest.mark.parametrize("name", [n for n in operators(8) if n not in ("nothing", "jpeg", "grain")])
def test_the_truth_fits_its_measurement(name):
    operator = operators(96)[name]
    generator = torch.Generator().manual_seed(0)
    x0 = torch.rand(1, 3, 96, 96, generator=generator, dtype=torch.float64)
    clean = operator.forward(x0)
    level = operator.noise if name == "map" else operator.sigma_y
    y = clean + level * torch.randn(clean.shape, generator=generator, dtype=torch.float64)
    assert float(operator.misfit(x0, y)) == pytest.approx(1, abs=0.05)
