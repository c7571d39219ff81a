"""Writes the golden files that every implementation of the operators must match: python -m training.golden FOLDER

Each file contains one operator and a list of cases in float64 with 12 significant digits; the README explains the keys
(Golden files).
"""

import json
import sys
from pathlib import Path
from typing import Any

import torch

from .operators import Nothing, of_all
from .operators.base import measured_only
from .operators.example import Example, numbers
from .philox import MEASUREMENT, SAMPLER, normals


def _case(example: Example, sigma: float) -> dict[str, Any]:
    operator, x0, y = example.operator, example.x0, example.y
    _, _, height, width = x0.shape
    x = x0 + sigma * torch.from_numpy(normals(3, 3, height, width, SAMPLER))[None]
    if y is None:
        clean = operator.forward(x0)
        noise = normals(3, clean.shape[1], clean.shape[2], clean.shape[3], MEASUREMENT)
        std = operator.sigma_y if example.noise is None else example.noise
        y = measured_only(operator, clean + std * torch.from_numpy(noise)[None])
    level = torch.tensor([sigma], dtype=torch.float64)
    luma, chroma = operator.std(level)
    measured = y[:, :0] if isinstance(operator, Nothing) else y
    return {
        "operator": operator.name,
        "params": example.params,
        "sigma": sigma,
        "sigmaY": operator.sigma_y,
        "width": width,
        "height": height,
        "x": numbers(x),
        "yShape": {"width": y.shape[3], "height": y.shape[2], "channels": measured.shape[1]},
        "y": numbers(measured),
        "pivot": numbers(operator.pivot(x, y, level)),
        "stdLuma": numbers(luma),
        "stdChroma": numbers(chroma),
        "geometry": numbers(operator.geometry(level)),
        "anchor": numbers(operator.anchor(y)),
    }


def golden_cases() -> dict[str, list[dict[str, Any]]]:
    """File name -> cases."""
    examples = {name: example for golden in of_all("golden") for name, example in golden().items()}
    return {name: [_case(example, sigma) for sigma in example.sigmas] for name, example in examples.items()}


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, cases in golden_cases().items():
        (folder / f"{name}.json").write_text(json.dumps(cases) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
