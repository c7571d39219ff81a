"""Trains the universal denoiser: python -m training.train PHOTOS OUT.pt

An existing OUT.pt is continued. Ctrl-C saves and stops. training.export turns the result into ONNX.
"""

import argparse
import math
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from .law import GROUPS, KINDS, WEIGHTS, draw_batch
from .loss import sample_losses
from .network import FULL, TINY
from .photos import Crops, read_photos
from .precision import is_bf16_faster
from .state import TrainingState
from .weights import read_weights, size_of


@dataclass(frozen=True)
class Batch:
    """Batches of `count` crops of `side` pixels, in this share of the steps."""

    side: int
    count: int
    share: float


def parse_batches(text: str) -> list[Batch]:
    """'64:16:0.6,96:8:0.4' -> kinds of batches (crop side in pixels : crops per batch : share of the steps)."""
    parts = [part.split(":") for part in text.split(",")]
    batches = [Batch(int(side), int(count), float(share)) for side, count, share in parts]
    for batch in batches:
        if batch.side % 16 or batch.count % GROUPS:
            raise argparse.ArgumentTypeError("crop sides are multiples of 16, batches multiples of 4")
    return batches


def parse_weights(text: str) -> dict[str, float]:
    """'strokes:4,calm:2' -> relative frequencies of the kinds of problems; other kinds aren't drawn."""
    weights = {name: float(weight) for name, weight in (part.split(":") for part in text.split(","))}
    if unknown := weights.keys() - WEIGHTS.keys():
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(WEIGHTS)}")
    return weights


class Steps(Dataset[dict[str, Tensor]]):
    """Batches by step number, so that they don't depend on the number of workers or on restarts."""

    def __init__(self, crops: Crops, seed: int, batches: list[Batch], weights: dict[str, float], first: int) -> None:
        self.crops, self.seed, self.batches, self.weights, self.first = crops, seed, batches, weights, first
        shares = np.array([batch.share for batch in batches])
        self.shares = shares / shares.sum()

    def __len__(self) -> int:
        return 10**9

    def __getitem__(self, index: int) -> dict[str, Tensor]:
        step = self.first + index
        pick = np.random.default_rng([self.seed, step, 1]).choice(len(self.batches), p=self.shares)
        batch = self.batches[int(pick)]
        return draw_batch(self.seed, step, self.crops, batch.count, batch.side, self.weights)


class InOrder(torch.utils.data.Sampler[int]):
    """0, 1, 2, ... without building the list."""

    def __iter__(self) -> Iterator[int]:
        return iter(range(10**9))


def rate_factor(progress: float, decay: float) -> float:
    """1 up to the share 1 - decay of the run, then a cosine to 0."""
    if progress < 1 - decay:
        return 1.0
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (progress - 1 + decay) / decay)))


class Trainer:
    """Runs a TrainingState to the end of a run."""

    def __init__(self, state: TrainingState, crops: Crops, options: argparse.Namespace) -> None:
        self.state, self.crops, self.options = state, crops, options
        self.bf16 = is_bf16_faster(options.device) if options.bf16 is None else options.bf16
        self.sums = torch.zeros(len(KINDS), 2)
        self.spoken = self.saved = time.monotonic()

    def progress(self) -> float:
        """The finished share of the run, by steps or by minutes."""
        if self.options.steps is not None:
            return 1.0 if self.state.step >= self.options.steps else self.state.step / self.options.steps
        return self.state.seconds / (60 * self.options.minutes)

    def train_step(self, batch: dict[str, Tensor]) -> None:
        """One optimiser step."""
        state, device = self.state, self.options.device
        rate = self.options.rate * rate_factor(self.progress(), self.options.decay)
        for group in state.optimizer.param_groups:
            group["lr"] = rate
        data = {k: v.to(device, non_blocking=True) for k, v in batch.items()}
        with torch.autocast(device, torch.bfloat16, enabled=self.bf16):
            mean = state.network(data["pivot"], data["anchor"], data["std"], data["geometry"])
        losses = sample_losses(mean.float(), data["target"], data["std"], data["floor"])
        loss = state.cells.normalise(losses, batch["kind"], batch["sigma"]).mean()
        state.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(state.network.parameters(), 1.0, error_if_nonfinite=True)
        state.optimizer.step()
        state.ema.update(state.network, state.step)
        state.step += 1
        values = torch.stack([losses.detach().cpu(), torch.ones(len(losses))], 1)
        self.sums.index_add_(0, batch["kind"], values)

    def speak(self) -> None:
        """Prints progress and each operator's mean loss since the last line."""
        means = (self.sums[:, 0] / self.sums[:, 1]).tolist()
        text = " ".join(f"{k.name} {m:.3f}" for k, m in zip(KINDS, means, strict=True) if not math.isnan(m))
        print(f"{self.progress():6.1%} step {self.state.step} {self.state.seconds / 60:.1f} min | {text}", flush=True)
        self.sums.zero_()

    def run_steps(self) -> None:
        """Trains until the run is done."""
        options = self.options
        steps = Steps(self.crops, options.seed, options.batches, options.weights, self.state.step)
        workers = self.options.workers
        loader = DataLoader(steps, batch_size=None, sampler=InOrder(), num_workers=workers, pin_memory=workers > 0)
        last = time.monotonic()
        batches = iter(loader)
        while self.progress() < 1.0:
            self.train_step(next(batches))
            now = time.monotonic()
            self.state.seconds += now - last
            last = now
            if now - self.spoken > self.options.log_seconds:
                self.speak()
                self.spoken = now
            if now - self.saved > 60 * self.options.save_minutes:
                self.state.save(self.options.out)
                self.saved = now

    def run(self) -> None:
        """Trains; saves at the end and when interrupted."""
        try:
            self.run_steps()
        finally:
            if self.sums[:, 1].sum() > 0:
                self.speak()
            self.state.save(self.options.out)


def parse_options(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line's options."""
    p = argparse.ArgumentParser(prog="training.train", description=__doc__)
    p.add_argument("photos", type=Path, help="folder of photos, or with a manifest.csv that lists them")
    p.add_argument("out", type=Path, help="file: checkpoint to write, and to continue where it exists")
    p.add_argument("--from", dest="start", type=Path, help="file: .onnx or .pt whose weights a new run starts from")
    p.add_argument("--size", choices=["full", "tiny"], default="full", help="name: network of a run from nothing")
    add_run_options(p, minutes=60, rate=5e-4)
    return p.parse_args(arguments)


def add_run_options(p: argparse.ArgumentParser, minutes: float, rate: float) -> None:
    """The options of a run, with these defaults."""
    p.add_argument("--minutes", type=float, default=minutes, help="minutes of training in all, restarts included")
    p.add_argument("--steps", type=int, help="steps in all, instead of minutes")
    batches = "64:16:0.4,96:8:0.25,128:4:0.25,192:4:0.1"
    p.add_argument(
        "--batches",
        type=parse_batches,
        default=parse_batches(batches),
        help=f"crop side in pixels : crops per batch : share of the steps (0 to 1), ...; default {batches}",
    )
    p.add_argument(
        "--weights",
        type=parse_weights,
        default=WEIGHTS,
        help="kind of problem : how often it is drawn, ...; a network for few operators; default the whole law",
    )
    p.add_argument("--rate", type=float, default=rate, help="learning rate per step (no unit)")
    p.add_argument("--decay", type=float, default=0.3, help="share of the run (0 to 1) in which the rate falls to 0")
    p.add_argument("--ema", type=float, default=0.9992, help="share of the average kept per step (0 to 1)")
    p.add_argument("--seed", type=int, default=0, help="number: same seed and steps, same batches")
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu", help="name: cpu or cuda")
    p.add_argument("--bf16", action=argparse.BooleanOptionalAction, help="flag: bf16; default where it is faster")
    p.add_argument("--threads", type=int, help="number of processor threads of the network; default all")
    p.add_argument("--workers", type=int, default=0, help="number of processes that prepare batches; 0: none")
    p.add_argument("--photo-limit", type=int, help="number of photos, the first ones")
    p.add_argument("--log-seconds", type=float, default=30, help="seconds between progress lines")
    p.add_argument("--save-minutes", type=float, default=10, help="minutes between checkpoints")


def open_state(options: argparse.Namespace) -> TrainingState:
    """The existing checkpoint, or a new run from the given weights or from scratch."""
    if options.out.exists():
        return TrainingState.load(options.out, options.device, options.rate, options.ema)
    weights = read_weights(options.start) if options.start else None
    size = size_of(weights) if weights else {"full": FULL, "tiny": TINY}[options.size]
    torch.manual_seed(options.seed)
    return TrainingState(size, weights, options.device, options.rate, options.ema)


def main(arguments: list[str] | None = None) -> None:
    options = parse_options(arguments)
    if options.threads:
        torch.set_num_threads(options.threads)
    found = read_photos(options.photos)
    for sentence in found.left_out:
        print(sentence, file=sys.stderr, flush=True)
    photos = [p for p in found.photos if not p.held_out][: options.photo_limit]
    state = open_state(options)
    print(f"{len(photos)} photos, step {state.step}, {options.device}", flush=True)
    try:
        Trainer(state, Crops(photos), options).run()
    except KeyboardInterrupt:
        print(f"stopped; {options.out} holds step {state.step}")


if __name__ == "__main__":
    main()
