"""The distribution of training problems: the operator, its noise, and the noise level of the sampler."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from .masks import damage_masks, log_uniform, paint, random_masks, widened
from .operators import BlockMean, ColouredNoise, Convolution, Identity, Luminance, Mask, Nothing, Operator
from .operators.base import contract_inputs
from .operators.jpeg import jpeg_files
from .operators.masked_jpeg import MaskedJpeg, masked_files
from .operators.psf import gaussian_psf, motion_psf
from .photos import Crops
from .solver import SIGMA_MAX, SIGMA_MIN
from .tasks import MARGIN
from .tones import single_tone

GROUPS = 4
"""Operator draws per batch."""
KEPT_FLOOR = 0.3
"""d of the loss: errors of measured pixels below this hardly count, because the photo replaces these pixels anyway.

With 0.05 a measured pixel had the weight 385 and a missing one 4, and the network learnt little about holes."""
FILE_FLOOR = 0.1
"""d of the loss for damaged files, measured pixels: otherwise the few missing ones have a fifth of the loss."""
KEPT_NOISE = 0.03
"""Above this noise level measured pixels are restored too, and d is 0."""

CALM_SIGMA = 4.0
"""The noise level at which one call over holes starts from the anchor (calm-start.ts)."""

Rng = np.random.Generator
Measured = tuple[Operator, Tensor]


@dataclass(frozen=True)
class Kind:
    """One operator family: its weight in the distribution, and `make(rng, x0)`, which returns the operator and y.

    `margin`: additional pixels of the crop on each side; `colour_only`: no grey photos, from which it learns nothing;
    `toned`: share of the crops that become grey or toned like old prints.
    `calm`: the sampler's picture is the anchor without noise at CALM_SIGMA, as when one call fills holes.
    """

    name: str
    weight: float
    make: Callable[[Rng, Tensor], Measured]
    margin: int = 0
    colour_only: bool = False
    toned: float = 0.15
    calm: bool = False


@dataclass(frozen=True)
class Group:
    """Problems of one operator draw, ready for the network."""

    inputs: dict[str, Tensor]
    target: Tensor
    floor: Tensor
    """d^2 of the loss, [N,2,H,W]: luma and chroma."""
    sigma: Tensor
    kind: int


def draw_noise(rng: Rng) -> float:
    """sigma_y, log-uniform from 0.01 to 0.3, in half of the cases from 0.01 to 0.03."""
    return log_uniform(rng, 0.01, 0.03 if rng.random() < 0.5 else 0.3)


def draw_hole_noise(rng: Rng) -> float:
    """sigma_y of damaged photos: 0.01 in six of ten cases, in which undamaged pixels are kept."""
    return 0.01 if rng.random() < 0.6 else draw_noise(rng)


def draw_sigma(rng: Rng, count: int) -> Tensor:
    """sigma_t [count]: ln sigma ~ N(-0.4, 1.4^2) clamped to 0.01..40, and 15 % log-uniform 4..40 for the preview."""
    middle = np.exp(rng.normal(-0.4, 1.4, count)).clip(SIGMA_MIN, SIGMA_MAX)
    high = np.exp(rng.uniform(math.log(4), math.log(SIGMA_MAX), count))
    return torch.from_numpy(np.where(rng.random(count) < 0.15, high, middle).astype(np.float32))


def noisy(rng: Rng, operator: Operator, x0: Tensor) -> Measured:
    """The operator and y = A x0 + sigma_y noise (zero at unmeasured pixels of a mask)."""
    clean = operator.forward(x0)
    y = clean + operator.sigma_y * normal_like(rng, clean)
    mask = getattr(operator, "mask", None)
    return operator, y if mask is None else y * mask


def normal_like(rng: Rng, like: Tensor) -> Tensor:
    """Standard normals of a tensor's shape."""
    return torch.from_numpy(rng.standard_normal(tuple(like.shape), np.float32))


def _motion(rng: Rng) -> Tensor:
    length = rng.uniform(2, 20)
    return motion_psf(length, rng.uniform(0, 180), length * rng.uniform(-0.12, 0.12))


def _grey(rng: Rng, x0: Tensor) -> Measured:
    mask = damage_masks(rng, x0.shape[0], x0.shape[3]) if rng.random() < 0.5 else None
    return noisy(rng, Luminance(draw_noise(rng), mask), x0)


def _file(rng: Rng) -> tuple[int, str]:
    """Quality and chroma subsampling of a JPEG file."""
    return int(rng.integers(8, 91)), "4:4:4" if rng.random() < 0.5 else "4:2:0"


def _jpeg(rng: Rng, x0: Tensor) -> Measured:
    files = jpeg_files(x0, *_file(rng))
    return files.operator, files.y


def damaged_file(rng: Rng, x0: Tensor) -> Measured:
    """A JPEG of a photo with damage in it, and the mask that covers it, up to 2 pixels wider."""
    masks = damage_masks(rng, x0.shape[0], x0.shape[3])
    quality, subsampling = _file(rng)
    return masked_files(paint(rng, x0, masks), widened(masks, int(rng.integers(0, 3))), quality, subsampling)


def _masked(masks: Callable[[Rng, int, int], Tensor]) -> Callable[[Rng, Tensor], Measured]:
    return lambda r, x0: noisy(r, Mask(masks(r, x0.shape[0], x0.shape[3]), draw_hole_noise(r)), x0)


def _film(rng: Rng, x0: Tensor) -> Measured:
    """Grain correlated over 0.4 to 2.5 pixels, up to all of the noise's variance."""
    grain = ColouredNoise(
        gaussian_psf(rng.uniform(0.4, 2.5)), log_uniform(rng, 0.02, 0.4), 1 - log_uniform(rng, 0.002, 0.5)
    )
    return grain, x0 + grain.colour(normal_like(rng, x0))


def _shot(rng: Rng, x0: Tensor) -> Measured:
    """Noise whose variance depends on the brightness; the operator estimates it from a smooth copy of y."""
    level, low = log_uniform(rng, 0.02, 0.3), rng.uniform(0.1, 0.7)
    falling = rng.random() < 0.3  # film grain is strongest in the dark parts of a positive

    def std(brightness: Tensor) -> Tensor:
        share = ((brightness.mean(1, keepdim=True) + 1) / 2).clamp(0, 1)
        return level * (low**2 + (1 - low**2) * (1 - share if falling else share)).sqrt()

    y = x0 + std(x0) * normal_like(rng, x0)
    smooth = F.avg_pool2d(F.pad(y, (4, 4, 4, 4), mode="reflect"), 9, 1)
    return Identity(std(smooth)), y


KINDS = (
    Kind("denoise", 2.2, lambda r, x0: noisy(r, Identity(log_uniform(r, 0.01, 1)), x0)),
    Kind("film", 1.2, _film, MARGIN),
    Kind("shot", 0.6, _shot),
    Kind("strokes", 4, _masked(damage_masks), toned=0.4),
    Kind("calm", 1.5, _masked(damage_masks), toned=0.4, calm=True),
    Kind("random", 0.7, _masked(random_masks)),
    Kind(
        "gaussian",
        1.5,
        lambda r, x0: noisy(r, Convolution(gaussian_psf(r.uniform(0.4, 3.1)), draw_noise(r)), x0),
        MARGIN,
    ),
    Kind("motion", 1.5, lambda r, x0: noisy(r, Convolution(_motion(r), draw_noise(r)), x0), MARGIN),
    Kind("mean2", 1.3, lambda r, x0: noisy(r, BlockMean(2, draw_noise(r)), x0)),
    Kind("mean4", 1.7, lambda r, x0: noisy(r, BlockMean(4, draw_noise(r)), x0)),
    Kind("grey", 1.3, _grey, colour_only=True, toned=0),
    Kind("nothing", 0.5, lambda r, x0: (Nothing(), x0 * 0), colour_only=True, toned=0),
    Kind("jpeg", 1.5, _jpeg),
    Kind("damaged file", 3, damaged_file, toned=0.4),
)
WEIGHTS = {kind.name: kind.weight for kind in KINDS}
"""Default frequencies of the kinds, relative to their sum."""


def loss_floor(operator: Operator, x0: Tensor) -> Tensor:
    """d^2 [N,2,H,W] for luma and chroma.

    KEPT_FLOOR^2 where the photo's own values are kept, FILE_FLOOR^2 at a damaged file's measured pixels, otherwise 0.
    """
    floor = x0.new_zeros(x0.shape[0], 2, *x0.shape[2:])
    if isinstance(operator, MaskedJpeg):
        return floor + FILE_FLOOR**2 * operator.mask
    if operator.sigma_y >= KEPT_NOISE:
        return floor
    mask = getattr(operator, "mask", None)
    if isinstance(operator, Mask):
        floor += KEPT_FLOOR**2 * mask
    elif isinstance(operator, Luminance):
        floor[:, :1] += KEPT_FLOOR**2 * (1 if mask is None else mask)
    return floor


def draw_group(rng: Rng, crops: Crops, kind: int, count: int, side: int) -> Group:
    """`count` problems of one operator draw on crops of `side` pixels.

    Convolutions are circular on crops that are 32 pixels wider on each side, and their pivots are computed there. The
    network gets the middle, so that it never sees the wrap-around, which photos don't have.
    """
    law = KINDS[kind]
    x0 = single_tone(rng, crops.draw(rng, count, side + 2 * law.margin, law.colour_only), law.toned)
    operator, y = law.make(rng, x0)
    anchor = operator.anchor(y)
    sigma = torch.full((count,), CALM_SIGMA) if law.calm else draw_sigma(rng, count)
    x = anchor if law.calm else x0 + sigma.view(-1, 1, 1, 1) * normal_like(rng, x0)
    inputs = contract_inputs(operator, x, y, sigma, anchor)
    floor = loss_floor(operator, x0)
    if law.margin:
        inner = slice(law.margin, law.margin + side)
        inputs = {k: v if k == "geometry" else v[..., inner, inner] for k, v in inputs.items()}
        x0, floor = x0[..., inner, inner], floor[..., inner, inner]
    return Group(inputs, x0, floor, sigma, kind)


def draw_batch(
    seed: int, step: int, crops: Crops, count: int, side: int, weights: dict[str, float] = WEIGHTS
) -> dict[str, Tensor]:
    """The batch of one step, which depends only on the arguments: inputs, target, floor, sigma, kind [N]."""
    rng = np.random.default_rng([seed, step])
    shares = np.array([weights.get(kind.name, 0) for kind in KINDS])
    kinds = rng.choice(len(KINDS), GROUPS, p=shares / shares.sum())
    groups = [draw_group(rng, crops, int(k), count // GROUPS, side) for k in kinds]
    batch = {name: torch.cat([g.inputs[name] for g in groups]) for name in groups[0].inputs}
    batch["target"] = torch.cat([g.target for g in groups])
    batch["floor"] = torch.cat([g.floor for g in groups])
    batch["sigma"] = torch.cat([g.sigma for g in groups])
    batch["kind"] = torch.cat([torch.full_like(g.sigma, g.kind, dtype=torch.long) for g in groups])
    return batch
