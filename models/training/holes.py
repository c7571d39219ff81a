"""Scores fills of missing pixels on held-out photos: python -m training.holes PHOTOS --model MODEL [--peers]

The photos are the manifest's held-out ones (every 33rd row), in its order; the middle of each is used. Measured pixels
have noise of 0.01, or of `--noise` levels; with `--quality` they are those of a JPEG file (4:2:0) of the damaged photo,
and the mask is a pixel wider than the damage. A row is one fill of one kind of damage; its figures are over the missing
pixels alone. The truth has a row too: its flecks come from the photo's own detail.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from .damage_law import DAMAGE, fixed_damage
from .evaluate import Network, load_network
from .hole_scores import HoleScores
from .law import CALM_SIGMA
from .luma import LUMA_WEIGHTS, weighted_sum
from .masks import paint, widened
from .operators import Mask, Operator
from .operators.base import contract_inputs
from .operators.masked_jpeg import TOLD_FROM, masked_files
from .peers import PEERS
from .philox import LAST_MEASUREMENT, LAST_STATE, RENEWED, SAMPLER, normals
from .photos import read_photos
from .solver import SIGMA_MAX, SIGMA_MIN, dpm_solver_2m, geometric_sigmas
from .tasks import Problem, measure, picture
from .tones import tone_curve

SIDE = 160
NOISE = 0.01
SAMPLINGS = {"ode": (0.0, 1.0), "sde": (1.0, 1.0), "sde-0.7": (1.0, 0.7)}
"""Name -> eta, temperature."""
TONES = ("colour", "grey", "sepia")


def middle(path: Path) -> Tensor:
    """The photo's middle [1,3,SIDE,SIDE]."""
    with Image.open(path) as image:
        left, top = (image.width - SIDE) // 2, (image.height - SIDE) // 2
        return picture(np.asarray(image.convert("RGB"))[top : top + SIDE, left : left + SIDE])


def toned(x0: Tensor, tone: str, seed: int) -> Tensor:
    """A copy in colour, in grey, or in a random tone."""
    if tone == "colour":
        return x0
    luma = weighted_sum(x0) / sum(LUMA_WEIGHTS)
    return luma.expand_as(x0) if tone == "grey" else tone_curve(np.random.default_rng([seed, 9]), luma[0])[None]


def fills(network: Network, operator: Operator, y: Tensor, seed: int, samples: int) -> Iterator[tuple[str, Tensor]]:
    """The network's fills of the holes of y, each with its name, [K,3,H,W]."""
    anchor = operator.anchor(y)
    yield "anchor", anchor

    def denoise(x: Tensor, sigma: float, measured: Tensor = y) -> Tensor:
        inputs = contract_inputs(operator, x, measured.expand_as(x), x.new_full((x.shape[0],), sigma), anchor)
        return network({k: v.contiguous() for k, v in inputs.items()})

    def draws(stream: int, step: int = 0) -> Tensor:
        noise = [normals(seed, *y.shape[1:], stream, k, step=step) for k in range(samples)]
        return torch.from_numpy(np.stack(noise)).to(y)

    draws_last = operator.white_noise and operator.sigma_y < 3 * SIGMA_MIN
    start = SIGMA_MAX * draws(SAMPLER)
    yield "one call", denoise(start[:1], SIGMA_MAX)
    yield "one calm call", denoise(anchor, CALM_SIGMA)
    for name, (eta, temperature) in SAMPLINGS.items():

        def last(x: Tensor, sigma: float, tau: float = temperature) -> Tensor:
            noisy = y + tau * operator.sigma_y * draws(LAST_MEASUREMENT)
            return denoise(x + tau * sigma * draws(LAST_STATE), sigma, noisy)

        yield (
            name,
            dpm_solver_2m(
                denoise,
                temperature * start,
                geometric_sigmas(8),
                last if draws_last else None,
                eta,
                temperature,
                lambda s: draws(RENEWED, s),
            ),
        )


def measured(x0: Tensor, mask: Tensor, seed: int, options: argparse.Namespace) -> Problem:
    """The damaged photo with white noise, or as a JPEG file."""
    if options.quality is None:
        return measure(Mask(mask, NOISE if options.noise is None else options.noise / 127.5), x0, seed)
    damaged = paint(np.random.default_rng([seed, 8]), x0, mask)
    return Problem(*masked_files(damaged, widened(mask, 1), options.quality, "4:2:0", options.told_from))


def score(
    network: Network | None, photos: list[Path], kind: str, options: argparse.Namespace
) -> dict[str, dict[str, float]]:
    """Name of a fill -> its figures over all photos, for one kind of damage."""
    scores: dict[str, HoleScores] = {}
    for seed, path in enumerate(photos):
        x0 = toned(middle(path), options.tone, seed)
        mask = fixed_damage(kind, SIDE, seed)
        problem = measured(x0, mask, seed, options)
        missing = problem.operator.mask[0, 0] == 0
        found = [("truth", x0)]
        if network is not None:
            found += list(fills(network, problem.operator, problem.y, seed, options.samples))
        if options.peers:
            found += [(name, fill(problem.y[0], missing)[None]) for name, fill in PEERS.items()]
        for name, answer in found:
            scores.setdefault(name, HoleScores()).add(answer, x0[0], missing)
    return {name: s.row() for name, s in scores.items()}


def _cell(row: dict[str, float], key: str, form: Callable[[float], str]) -> str:
    return form(row[key]) if key in row else ""


def table(kind: str, rows: dict[str, dict[str, float]]) -> str:
    """Markdown rows: PSNR in dB, CRPS in 8-bit levels, flecks in per cent."""
    keys = ("calibration_luma", "calibration_chroma", "crps_luma", "crps_chroma")
    return "\n".join(
        f"| {kind} | {name} | {row['psnr']:.2f} | {100 * row['flecks']:.1f} | "
        + " | ".join(_cell(row, key, lambda v: f"{v:.2f}") for key in keys)
        + " |"
        for name, row in rows.items()
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="training.holes", description=__doc__)
    parser.add_argument("photos", type=Path, help="folder with manifest.csv and the photos it lists")
    parser.add_argument("--model", type=Path, help="file: .onnx or .pt; without one the peers alone")
    parser.add_argument("--peers", action="store_true", help="flag: Telea, Navier-Stokes and biharmonic as well")
    parser.add_argument("--kinds", nargs="+", choices=list(DAMAGE), default=list(DAMAGE), help="names: damage")
    parser.add_argument("--tone", choices=TONES, default="colour", help="name: what the photos become first")
    parser.add_argument("--noise", type=float, help="8-bit levels of noise on measured pixels; default that of 0.01")
    parser.add_argument("--quality", type=int, help="number: the damaged photos are JPEG files of this quality")
    parser.add_argument(
        "--told-from",
        type=float,
        default=TOLD_FROM,
        help="number: noise level from which the network is told of a JPEG file; default the program's",
    )
    parser.add_argument("--limit", type=int, default=6, help="number of photos, the first held-out ones")
    parser.add_argument("--samples", type=int, default=4, help="number of samples for CRPS and V/B, at least 2")
    parser.add_argument("--threads", type=int, help="number of processor threads")
    parser.add_argument("--json", action="store_true", help="flag: print JSON instead of a table")
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    photos = [p.path for p in read_photos(options.photos).photos if p.held_out][: options.limit]
    network = load_network(options.model, bf16=False) if options.model else None
    found: dict[str, Any] = {}
    if not options.json:
        print(
            "| damage | fill | PSNR | flecks % | V/B luma | V/B chroma | CRPS luma | CRPS chroma |\n" + "|---" * 8 + "|"
        )
    for kind in options.kinds:
        with torch.inference_mode():
            found[kind] = score(network, photos, kind, options)
        if not options.json:
            print(table(kind, found[kind]), flush=True)
    if options.json:
        print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
