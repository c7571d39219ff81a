"""Scores a network per operator on a folder of photos: python -m training.evaluate FOLDER --model MODEL [--peers]

With --peers a second table shows the results of simple tools on the same measurements (requirements-peers.txt).
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from PIL import Image
from torch import Tensor

from . import peers
from .card import read_card, write_card
from .hole_scores import hole_psnr
from .luma import split_luma
from .metrics import LEVELS, Calibration, coverage, crps, psnr, ssim
from .operators import Mask
from .operators.base import contract_inputs
from .philox import LAST_MEASUREMENT, LAST_STATE, RENEWED, SAMPLER, normals
from .solver import SIGMA_MAX, SIGMA_MIN, dpm_solver_2m, geometric_sigmas
from .tasks import CROP, TASKS, Task, picture
from .weights import load_denoiser

SAMPLES = 9
SUFFIXES = {".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff"}
Network = Callable[[dict[str, Tensor]], Tensor]
Row = dict[str, Any]


def load_network(path: Path, bf16: bool) -> Network:
    """A network from a .pt (PyTorch) or .onnx (onnxruntime, fp32 only); both on the processor."""
    if path.suffix == ".onnx" and not bf16:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = torch.get_num_threads()
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        return lambda inputs: torch.from_numpy(session.run(None, {k: v.numpy() for k, v in inputs.items()})[0])
    denoiser = load_denoiser(path).to(memory_format=torch.channels_last)

    def run(inputs: dict[str, Tensor]) -> Tensor:
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            return denoiser(**inputs)

    return run


def crop(image: Image.Image, margin: int) -> Tensor | None:
    """The centre crop of 128 pixels plus margins, [1,3,H,W] in [-1, 1]; None if the photo is too small."""
    side = CROP + 2 * margin
    if min(image.size) < side:
        return None
    left, top = (image.width - side) // 2, (image.height - side) // 2
    return picture(np.asarray(image.convert("RGB"))[top : top + side, left : left + side])


PARTS = ("", "_luma", "_chroma")
"""Suffixes of CRPS and V/B: of all planes, of the luma part, of the chroma part."""
Calibrations = dict[str, Calibration]


def score_photo(network: Network, task: Task, x0: Tensor, seed: int, calibrations: Calibrations) -> dict[str, float]:
    """All figures of one photo; its samples are added to the calibration of each part."""
    sampling = task.sampling
    problem = task.make(x0, seed)
    anchor = problem.operator.anchor(problem.y)

    def denoise(x: Tensor, sigma: float, measured: Tensor = problem.y) -> Tensor:
        levels = x.new_full((x.shape[0],), sigma)
        y = measured.expand(x.shape[0], -1, -1, -1)
        inputs = contract_inputs(problem.operator, x, y, levels, anchor)
        return network({k: v.contiguous() for k, v in inputs.items()})

    def draws(like: Tensor, stream: int, count: int, step: int = 0) -> Tensor:
        noise = np.stack([normals(seed, *like.shape[1:], stream, k, step=step) for k in range(count)])
        return torch.from_numpy(noise).to(like)

    def last_call(x: Tensor, sigma: float) -> Tensor:
        """A draw from p(x0 | x_t, y): the pivot plus noise of its own distribution (see 'Evaluation protocol')."""
        if not problem.operator.white_noise or problem.operator.sigma_y >= 3 * SIGMA_MIN:
            return denoise(x, sigma)
        tau = sampling.temperature
        noisy = problem.y + tau * problem.operator.sigma_y * draws(problem.y, LAST_MEASUREMENT, x.shape[0])
        return denoise(x + tau * sigma * draws(x, LAST_STATE, x.shape[0]), sigma, noisy)

    def sample(x: Tensor, calls: int) -> Tensor:
        eta, tau = sampling.eta, sampling.temperature

        def noise(step: int) -> Tensor:
            return draws(x, RENEWED, x.shape[0], step)

        return dpm_solver_2m(denoise, tau * x, geometric_sigmas(calls), last_call, eta, tau, noise)

    start = SIGMA_MAX * draws(x0, SAMPLER, SAMPLES)
    one = denoise(start[:1], SIGMA_MAX)
    five = sample(start[:1], 5)
    samples = sample(start, 8)
    inner = slice(task.margin, task.margin + CROP)

    def middle(x: Tensor) -> Tensor:
        return x[..., inner, inner]

    truth, kept = middle(x0)[0], middle(samples)
    found = {}
    parts = zip(PARTS, (kept, *split_luma(kept)), (truth, *(p[0] for p in split_luma(truth[None]))), strict=True)
    for part, values, exact in parts:
        calibrations[part].add(values, exact)
        found[f"crps{part}"] = crps(values, exact) * LEVELS
    if isinstance(problem.operator, Mask):
        missing = problem.operator.mask[0, 0] == 0
        found |= {f"hole_{name}": hole_psnr(x[0], truth, missing) for name, x in (("one", one), ("eight", kept))}
    return found | {
        "anchor": psnr(middle(anchor)[0], truth),
        "one": psnr(middle(one)[0], truth),
        "five": psnr(middle(five)[0], truth),
        "eight": psnr(kept[0], truth),
        "mean4": psnr(kept[:4].mean(0), truth),
        "coverage": coverage(kept, truth),
        "fit": float(problem.operator.misfit(samples, problem.y.expand(SAMPLES, -1, -1, -1)).mean()),
        "ssim": ssim(kept[0], truth),
    }


def evaluate(network: Network, task: Task, photos: list[Path], seed: int) -> Row:
    """One row: averages over the photos, and the calibrations pooled over them."""
    calibrations = {part: Calibration() for part in PARTS}
    scores = [score_photo(network, task, x0, photo_seed, calibrations) for x0, photo_seed in crops(task, photos, seed)]
    pooled = {f"calibration{part}": calibration.value() for part, calibration in calibrations.items()}
    return {"operator": task.name, "photos": len(scores)} | asdict(task.sampling) | means(scores) | pooled


def crops(task: Task, photos: list[Path], seed: int) -> Iterator[tuple[Tensor, int]]:
    """Each photo's crop and seed. Raises SystemExit if no photo is large enough."""
    found = False
    for index, path in enumerate(photos):
        with Image.open(path) as image:
            x0 = crop(image, task.margin)
        if x0 is None:
            print(f"{path.name} is too small for {task.name} and is skipped", file=sys.stderr)
            continue
        found = True
        yield x0, seed + index
    if not found:
        raise SystemExit(f"no photo is large enough for {task.name}")


def means(scores: list[dict[str, float]]) -> dict[str, float]:
    """The mean of each figure."""
    return {key: sum(s[key] for s in scores) / len(scores) for key in scores[0]}


def peer_rows(task: Task, photos: list[Path], seed: int) -> Iterator[str]:
    """Markdown rows with the results of simple tools on the same measurements; PSNR in dB."""
    scores: dict[str, list[dict[str, float]]] = {}
    inner = slice(task.margin, task.margin + CROP)
    for x0, photo_seed in crops(task, photos, seed):
        problem, truth = task.make(x0, photo_seed), x0[0, :, inner, inner]
        for name, answer in peers.answers(problem).items():
            figures = {"psnr": psnr(answer[:, inner, inner], truth)}
            if isinstance(problem.operator, Mask):
                figures["hole"] = hole_psnr(answer, truth, problem.operator.mask[0, 0] == 0)
            scores.setdefault(name, []).append(figures)
    for name, figures in scores.items():
        found = means(figures)
        yield (
            f"| {task.name} | {name} | {found['psnr']:.2f} | {found['hole']:.2f} |"
            if "hole" in found
            else (f"| {task.name} | {name} | {found['psnr']:.2f} | |")
        )


COLUMNS = {
    "eta": "eta",
    "temperature": "temperature",
    "anchor": "anchor",
    "one": "1 call",
    "five": "5 calls",
    "eight": "8 calls",
    "mean4": "mean of 4",
    "hole_one": "1 call, missing",
    "hole_eight": "8 calls, missing",
    "calibration": "V/B",
    "calibration_luma": "V/B luma",
    "calibration_chroma": "V/B chroma",
    "crps": "CRPS",
    "crps_luma": "CRPS luma",
    "crps_chroma": "CRPS chroma",
    "coverage": "coverage",
    "fit": "fit",
    "ssim": "SSIM",
}
"""A row's figures and their headings; "missing" is the PSNR over the missing pixels alone."""
HEADER = "| " + " | ".join(["operator", *COLUMNS.values()]) + " |\n" + "|---" * (1 + len(COLUMNS)) + "|"


def table_row(row: Row) -> str:
    """A Markdown table row; PSNR in dB, CRPS in 8-bit levels."""
    digits = dict.fromkeys(COLUMNS, 2) | {"coverage": 3, "fit": 3, "ssim": 3}
    cells = (f"{row[c]:.{digits[c]}f}" if c in row else "" for c in COLUMNS)
    return "| " + " | ".join([row["operator"], *cells]) + " |"


def record_scores(path: Path, folder: str, seed: int, rows: list[Row]) -> None:
    """Writes the rows into a model card, rounded to four decimals."""
    rounded = [{k: round(v, 4) if isinstance(v, float) else v for k, v in row.items()} for row in rows]
    scores = {"photos": folder, "seed": seed, "samples": SAMPLES, "calls": 8, "rows": rounded}
    write_card(path, read_card(path) | {"scores": scores})


def main() -> None:
    parser = argparse.ArgumentParser(prog="training.evaluate", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of photos (picture files, sorted by name)")
    parser.add_argument("--model", type=Path, default=Path("eps-universal.onnx"), help="file: .onnx or .pt")
    parser.add_argument("--operators", nargs="+", choices=[t.name for t in TASKS], help="names: rows to compute")
    parser.add_argument("--limit", type=int, help="number of photos, the first ones")
    parser.add_argument("--seed", type=int, default=0, help="number: photo i uses seed + i")
    parser.add_argument("--eta", type=float, help="number: share of the noise renewed, 0 (the ODE) to 1")
    parser.add_argument("--temperature", type=float, help="number: scales all noise of the samples, 0 to 2")
    parser.add_argument("--peers", action="store_true", help="flag: what simple tools make of it as well")
    parser.add_argument("--threads", type=int, help="number of processor threads")
    parser.add_argument("--bf16", action="store_true", help="flag: bf16 arithmetic in the network (PyTorch)")
    parser.add_argument("--json", action="store_true", help="flag: print JSON instead of a table")
    parser.add_argument("--card", type=Path, help="file: model card whose scores these rows become")
    arguments = parser.parse_args()
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    photos = sorted(p for p in arguments.folder.iterdir() if p.suffix.lower() in SUFFIXES)[: arguments.limit]
    given = {name: getattr(arguments, name) for name in ("eta", "temperature")}
    sampling = {name: value for name, value in given.items() if value is not None}
    if not (0 <= sampling.get("eta", 0) <= 1 and 0 <= sampling.get("temperature", 0) <= 2):
        parser.error("--eta must lie between 0 and 1, --temperature between 0 and 2")
    network = load_network(arguments.model, arguments.bf16)
    named = [task for task in TASKS if arguments.operators is None or task.name in arguments.operators]
    tasks = [replace(task, sampling=replace(task.sampling, **sampling)) for task in named]
    rows = []
    if not arguments.json:
        print(HEADER, flush=True)
    for task in tasks:
        rows.append(evaluate(network, task, photos, arguments.seed))
        if not arguments.json:
            print(table_row(rows[-1]), flush=True)
    if arguments.peers:
        print("\n| operator | tool | PSNR | missing |\n|---|---|---|---|")
        for task in tasks:
            print("\n".join(peer_rows(task, photos, arguments.seed)), flush=True)
    if arguments.json:
        print(json.dumps(rows, indent=2))
    if arguments.card:
        record_scores(arguments.card, arguments.folder.name, arguments.seed, rows)


if __name__ == "__main__":
    main()
