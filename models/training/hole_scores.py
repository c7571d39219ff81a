"""Scores of filled holes: over the missing pixels alone, separately for luma and chroma, and the share of flecks."""

from dataclasses import dataclass, field

import numpy as np
import torch
from scipy import ndimage
from torch import Tensor

from .colour_space import lab
from .luma import split_luma
from .metrics import LEVELS, PEAK, crps

FLECK = 8.0
"""A mark is a fleck if its mean colour is further than this from that of its ring, in CIE Lab."""
RING = 3
"""Width of the ring around a mark, in pixels."""


def hole_psnr(restored: Tensor, truth: Tensor, missing: Tensor) -> float:
    """PSNR in dB over the missing pixels; pictures [3,H,W], `missing` [H,W] bool, values clamped."""
    error = ((restored.clamp(-1, 1) - truth)[:, missing].double() ** 2).mean()
    return float(10 * torch.log10(PEAK**2 / error.clamp(min=1e-12)))


def fleck_share(restored: Tensor, missing: Tensor) -> float:
    """Share of marks (connected missing pixels) whose mean colour differs from their ring's by more than FLECK."""
    marks, count = ndimage.label(missing.numpy(), np.ones((3, 3)))
    colours = lab(restored).numpy()
    known = ~missing.numpy()
    flecks = 0
    for box, index in zip(ndimage.find_objects(marks), range(1, count + 1), strict=True):
        rows, columns = (slice(max(s.start - RING, 0), s.stop + RING) for s in box)
        mark = marks[rows, columns] == index
        ring = ndimage.binary_dilation(mark, np.ones((3, 3)), RING) & known[rows, columns]
        if not ring.any():
            continue
        part = colours[:, rows, columns]
        flecks += np.linalg.norm(part[:, mark].mean(1) - part[:, ring].mean(1)) > FLECK
    return flecks / max(count, 1)


@dataclass
class HoleScores:
    """Figures over photos for one fill; `samples` [K,3,H,W] are of one posterior, or K = 1 for a single answer."""

    psnr: list[float] = field(default_factory=list)
    flecks: list[float] = field(default_factory=list)
    crps: dict[str, list[float]] = field(default_factory=lambda: {"luma": [], "chroma": []})
    variance: dict[str, float] = field(default_factory=lambda: {"luma": 0.0, "chroma": 0.0})
    error: dict[str, float] = field(default_factory=lambda: {"luma": 0.0, "chroma": 0.0})

    def add(self, samples: Tensor, truth: Tensor, missing: Tensor) -> None:
        """One photo; PSNR and flecks are those of the first sample."""
        self.psnr.append(hole_psnr(samples[0], truth, missing))
        self.flecks.append(fleck_share(samples[0], missing))
        count = samples.shape[0]
        if count == 1:
            return
        pieces = zip(("luma", "chroma"), split_luma(samples), split_luma(truth[None]), strict=True)
        for name, part, exact in pieces:
            values, target = part[..., missing].double(), exact[..., missing].double()
            variance = float(values.var(0, unbiased=True).mean())
            self.variance[name] += variance
            self.error[name] += float(((values.mean(0) - target[0]) ** 2).mean()) - variance / count
            self.crps[name].append(LEVELS * crps(values, target[0]))

    def row(self) -> dict[str, float]:
        """Means over the photos; V/B is pooled."""
        found = {"psnr": float(np.mean(self.psnr)), "flecks": float(np.mean(self.flecks))}
        for name in ("luma", "chroma"):
            if self.crps[name]:
                found[f"crps_{name}"] = float(np.mean(self.crps[name]))
                found[f"calibration_{name}"] = self.variance[name] / self.error[name]
        return found
