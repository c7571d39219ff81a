"""The state of a training run, and its checkpoint file."""

from pathlib import Path

import torch
from torch import Tensor, nn

from .law import KINDS
from .loss import CellMeans
from .network import RESIDUAL_STD, Denoiser, Size
from .weights import RESIDUAL, size_of


class Ema:
    """Exponential moving average of a module's state."""

    def __init__(self, module: nn.Module, decay: float) -> None:
        self.decay = decay
        self.values = {k: v.detach().clone().float() for k, v in module.state_dict().items()}

    def update(self, module: nn.Module, step: int | None = None) -> None:
        """values += (1 - decay) (state - values).

        With `step`, the number of updates before, the decay of the first ones is (1 + step)/(10 + step) at most.
        Otherwise the average of a run of a few hundred steps would still be the network that it began with.
        """
        decay = self.decay if step is None else min(self.decay, (1 + step) / (10 + step))
        states = module.state_dict()
        torch._foreach_lerp_(list(self.values.values()), [states[k].float() for k in self.values], 1 - decay)


class TrainingState:
    """Network, optimiser, average, cell means, and the run's progress.

    Args:
        size: the network's size.
        weights: the initial weights, or None for a fresh network.
        device: 'cpu' or 'cuda'.
        rate: AdamW's learning rate.
        ema_decay: decay of the average per step.
    """

    def __init__(
        self, size: Size, weights: dict[str, Tensor] | None, device: str, rate: float, ema_decay: float
    ) -> None:
        self.network = Denoiser(size)
        if weights is not None:
            self.network.load_state_dict(weights | {RESIDUAL: torch.tensor(RESIDUAL_STD)})
        self.network.to(device, memory_format=torch.channels_last)
        self.optimizer = torch.optim.AdamW(self.network.parameters(), rate, (0.9, 0.99))
        self.ema = Ema(self.network, ema_decay)
        self.cells = CellMeans(len(KINDS))
        self.step = 0
        self.seconds = 0.0

    def save(self, path: Path) -> None:
        """Writes the checkpoint atomically: after an interruption the file is the old or the new one."""
        content = {
            "ema": {k: v.cpu() for k, v in self.ema.values.items()},
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "cells": {kind.name: row for kind, row in zip(KINDS, self.cells.means, strict=True)},
            "step": self.step,
            "seconds": self.seconds,
        }
        partial = path.with_suffix(".partial")
        torch.save(content, partial)
        partial.replace(path)

    @classmethod
    def load(cls, path: Path, device: str, rate: float, ema_decay: float) -> "TrainingState":
        """Continues a saved run."""
        content = torch.load(path, map_location="cpu", weights_only=True)
        state = cls(size_of(content["ema"]), content["network"], device, rate, ema_decay)
        state.optimizer.load_state_dict(content["optimizer"])
        state.ema.values = {k: v.to(device) for k, v in content["ema"].items()}
        for row, kind in enumerate(KINDS):
            if kind.name in content["cells"]:  # a kind that is new since the checkpoint starts without a mean
                state.cells.means[row] = content["cells"][kind.name]
        state.step, state.seconds = content["step"], content["seconds"]
        return state
