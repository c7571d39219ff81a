"""Trains the damage finder: python -m training.finder.train PHOTOS OUT.pt

An existing OUT.pt is continued. Ctrl-C saves and stops. training.finder.export turns the result into ONNX.
"""

import argparse
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from ..photos import Crops, Place, read_photos
from ..precision import is_bf16_faster
from ..state import Ema
from ..train import InOrder, rate_factor
from .hard import hard_places
from .law import Worn, draw_worn
from .network import Finder
from .start import read_start
from .undamaged import UNDAMAGED

WARM_UP = 300
"""Steps over which the rate rises to its value."""


def finder_loss(logits: Tensor, worn: Worn) -> Tensor:
    """Binary cross-entropy, weighted by the law."""
    return F.binary_cross_entropy_with_logits(logits, worn.damage, worn.weight)


class Steps(Dataset[Worn]):
    """Batches by step number."""

    def __init__(self, crops: Crops, options: argparse.Namespace, first: int, hard: list[Place]) -> None:
        self.crops, self.options, self.first, self.hard = crops, options, first, hard

    def __len__(self) -> int:
        return 10**9

    def __getitem__(self, index: int) -> Worn:
        options = self.options
        return draw_worn(options.seed, self.first + index, self.crops, options.count, options.side, self.hard)


class Run:
    """Network, optimiser, average and progress of a run, and its checkpoint."""

    def __init__(self, options: argparse.Namespace, start: dict[str, Tensor] | None) -> None:
        self.options = options
        torch.manual_seed(options.seed)
        self.network = Finder().to(memory_format=torch.channels_last)
        self.optimizer = torch.optim.AdamW(self.network.parameters(), options.rate, (0.9, 0.99))
        self.step, self.seconds = 0, 0.0
        if options.out.exists():
            content = torch.load(options.out, map_location="cpu", weights_only=True)
            self.network.load_state_dict(content["network"])
            self.optimizer.load_state_dict(content["optimizer"])
            self.step, self.seconds = content["step"], content["seconds"]
        elif start is not None:
            self.network.load_state_dict(start)
        self.bf16 = is_bf16_faster("cpu")
        self.ema = Ema(self.network, options.ema)
        if options.out.exists():
            self.ema.values = content["ema"]

    def save(self) -> None:
        """Writes the checkpoint atomically."""
        partial = self.options.out.with_suffix(".partial")
        content = {
            "ema": self.ema.values,
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
        }
        torch.save(content, partial)
        partial.replace(self.options.out)

    def hard(self, crops: Crops) -> list[Place]:
        """The hard places of the network as it is now, at the start of the run or where it is continued."""
        options = self.options
        if not options.hard:
            return []
        places = hard_places(self.network, crops, options.side, options.hard, options.seed)
        print(f"{len(places)} hard places of {options.hard}", flush=True)
        return places

    def progress(self) -> float:
        """The finished share of the run, by the clock."""
        return self.seconds / (60 * self.options.minutes)

    def train_step(self, worn: Worn) -> float:
        """One optimiser step; returns the loss."""
        warm = min(1.0, (self.step + 1) / WARM_UP)
        for group in self.optimizer.param_groups:
            group["lr"] = warm * self.options.rate * rate_factor(self.progress(), self.options.decay)
        picture = worn.picture.to(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bf16):
            logits = self.network(picture)
        loss = finder_loss(logits.float(), worn)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0, error_if_nonfinite=True)
        self.optimizer.step()
        self.ema.update(self.network)
        self.step += 1
        return float(loss.detach())

    def run(self, crops: Crops) -> None:
        """Trains until the minutes are over; saves at the end and when interrupted."""
        workers = self.options.workers
        steps = Steps(crops, self.options, self.step, self.hard(crops))
        batches = iter(DataLoader(steps, batch_size=None, sampler=InOrder(), num_workers=workers))
        last = spoken = saved = time.monotonic()
        losses: list[float] = []
        try:
            while self.progress() < 1:
                losses.append(self.train_step(next(batches)))
                now = time.monotonic()
                self.seconds += now - last
                last = now
                if now - spoken > 60:
                    mean = sum(losses) / len(losses)
                    print(f"{self.progress():6.1%} step {self.step} | loss {mean:.4f}", flush=True)
                    losses, spoken = [], now
                if now - saved > 300:
                    self.save()
                    saved = now
        except KeyboardInterrupt:
            print("stopped")
        finally:
            self.save()


def main() -> None:
    p = argparse.ArgumentParser(prog="training.finder.train", description=__doc__)
    p.add_argument("photos", type=Path, help="folder of photos, or with a manifest.csv that lists them")
    p.add_argument("out", type=Path, help="file: checkpoint to write, and to continue where it exists")
    p.add_argument("--from", dest="start", type=Path, help="file: .pt or exported .onnx whose weights are the start")
    p.add_argument("--minutes", type=float, default=60, help="minutes of training in all, restarts included")
    p.add_argument("--side", type=int, default=192, help="crop side in pixels, a multiple of 16")
    p.add_argument("--count", type=int, default=8, help="crops per batch")
    p.add_argument("--rate", type=float, default=2e-3, help="learning rate per step (no unit)")
    p.add_argument("--decay", type=float, default=0.5, help="share of the run (0 to 1) in which the rate falls to 0")
    p.add_argument("--ema", type=float, default=0.999, help="share of the average kept per step (0 to 1)")
    p.add_argument("--hard", type=int, default=0, help="number of places to look at for hard ones; 0: none")
    p.add_argument("--seed", type=int, default=0, help="number: same seed and steps, same batches")
    p.add_argument("--threads", type=int, help="number of processor threads of the network; default all")
    p.add_argument("--workers", type=int, default=0, help="number of processes that prepare batches; 0: none")
    options = p.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    found = read_photos(options.photos)
    for sentence in found.left_out:
        print(sentence, flush=True)
    clean = [photo for photo in found.photos if not photo.gray or photo.path.name in UNDAMAGED]
    photos = [photo for photo in clean if not photo.held_out]
    crops = Crops(photos)
    start = None
    if options.start and not options.out.exists():
        start = read_start(options.start, draw_worn(options.seed, 0, crops, 8, options.side).picture)
    run = Run(options, start)
    print(f"{len(photos)} photos, step {run.step}", flush=True)
    run.run(crops)


if __name__ == "__main__":
    main()
