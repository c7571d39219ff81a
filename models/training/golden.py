"""Writes the golden files that every implementation of the operators must match: python -m training.golden FOLDER

Each file contains one operator and a list of cases in float64 with 12 significant digits; the README explains the keys
(Golden files).
"""

import io
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from .operators import (
    BlockMean,
    BlurDecimate,
    ColouredNoise,
    Convolution,
    Identity,
    Jpeg,
    JpegTables,
    Luminance,
    Mask,
    Nothing,
    Operator,
    read_tables,
)
from .operators.psf import gaussian_psf, motion_psf
from .philox import MASKS, MEASUREMENT, SAMPLER, normals, uniforms
from .tasks import levels

SIGMAS = (0.05, 0.7, 40.0)


def numbers(values: Tensor) -> Any:
    """A flat list rounded to 12 significant digits; a single value as a number."""
    flat = [float(f"{v:.12g}") for v in values.flatten().tolist()]
    return flat[0] if len(flat) == 1 else flat


def picture(width: int, height: int, rounded: bool = False) -> Tensor:
    """A smooth coloured picture with an edge, [1,3,height,width] in [-1, 1]; with `rounded` in 8-bit levels."""
    y, x = torch.meshgrid(torch.arange(height).double(), torch.arange(width).double(), indexing="ij")
    planes = [
        torch.sin(0.35 * x + 0.1 * (c + 1) * y + c) * 0.6 + 0.3 * (x > y + 3 * c).double() - 0.1 for c in range(3)
    ]
    clean = torch.stack(planes)[None].clamp(-1, 1)
    return ((clean + 1) * 127.5).round() / 127.5 - 1 if rounded else clean


def _case(
    operator: Operator, params: dict[str, Any], x0: Tensor, y: Tensor | None, sigma: float, sigma_y: float
) -> dict[str, Any]:
    _, _, height, width = x0.shape
    x = x0 + sigma * torch.from_numpy(normals(3, 3, height, width, SAMPLER))[None]
    if y is None:
        clean = operator.forward(x0)
        noise = normals(3, clean.shape[1], clean.shape[2], clean.shape[3], MEASUREMENT)
        y = operator.forward(x0) + sigma_y * torch.from_numpy(noise)[None]
        if isinstance(operator, Mask | Luminance) and operator.mask is not None:
            y = y * operator.mask
    level = torch.tensor([sigma], dtype=torch.float64)
    luma, chroma = operator.std(level)
    measured = y[:, :0] if isinstance(operator, Nothing) else y
    return {
        "operator": operator.name,
        "params": params,
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


def jpeg_measurement(x0: Tensor, quality: int, subsampling: str) -> tuple[Tensor, JpegTables]:
    """The decoded JPEG file of a picture [1,3,H,W], and its tables."""
    buffer = io.BytesIO()
    Image.fromarray(levels(x0[0])).save(buffer, "JPEG", quality=quality, subsampling=subsampling)
    with Image.open(buffer) as image:
        tables = read_tables(image)
        decoded = np.array(image.convert("RGB"), dtype=np.float64)
    return torch.from_numpy(decoded / 127.5 - 1).permute(2, 0, 1)[None], tables


def _psf_params(psf: Tensor, **extra: Any) -> dict[str, Any]:
    return extra | {"psf": {"width": psf.shape[1], "height": psf.shape[0], "data": numbers(psf)}}


def _jpeg_cases(quality: int, subsampling: str) -> list[dict[str, Any]]:
    x0 = picture(16, 16, rounded=True)
    y, t = jpeg_measurement(x0, quality, "4:2:0" if subsampling == "4:4:0" else subsampling)
    if subsampling == "4:4:0":  # Pillow reads it but can't write it; here any y works.
        t = replace(t, factor_x=1)
    params = {
        "quality": quality,
        "subsampling": subsampling,
        "tables": {"quantisation": [t.luma, t.cb, t.cr], "horizontal": t.factor_x, "vertical": t.factor_y},
    }
    return [_case(Jpeg(t), params, x0, y, sigma, 0) for sigma in SIGMAS[::2]]


def golden_cases() -> dict[str, list[dict[str, Any]]]:
    """File name -> cases."""
    square, odd, wide = picture(12, 14), picture(13, 11), picture(14, 12)
    map_ = 0.05 + 0.2 * torch.from_numpy(uniforms(3, 14, 12, MASKS))[None, None]
    hole = torch.ones(1, 1, 11, 13, dtype=torch.float64)
    hole[:, :, 2:9, 4:12] = 0
    random = torch.from_numpy(uniforms(3, 14, 12, MASKS, 1) >= 0.7).double()[None, None]
    gauss, motion = gaussian_psf(1.0), motion_psf(7, 30)

    def cases(operator: Operator, params: dict[str, Any], x0: Tensor = square) -> list[dict[str, Any]]:
        return [_case(operator, params, x0, None, s, operator.sigma_y) for s in SIGMAS]

    blurs = {
        "deblur-gaussian": (gauss, {"std": 1.0}),
        "deblur-gaussian-0.75": (gaussian_psf(0.75), {"std": 0.75}),
        "deblur-motion": (motion, {"length": 7, "angle": 30}),
        "deblur-motion-11": (motion_psf(11, 30), {"length": 11, "angle": 30}),
        "deblur-motion-5.5": (motion_psf(5.5, -70), {"length": 5.5, "angle": -70}),
    }
    files = {
        "denoise": cases(Identity(0.2), {"noise": 0.2}),
        "denoise-map": [
            _case(Identity(map_), {"noise": numbers(map_)}, square, None, s, float(map_.mean())) for s in SIGMAS
        ],
        "inpaint": cases(Mask(random, 0.05), {"mask": numbers(random)}),
        "inpaint-odd": cases(Mask(hole, 0.01), {"mask": numbers(hole)}, odd),
        "colorize": cases(Luminance(0.02), {}),
        "colorize-mask": cases(Luminance(0.02, hole), {"mask": numbers(hole)}, odd),
        "nothing": [_case(Nothing(), {}, square, None, s, 0) for s in SIGMAS],
        "jpeg-444": _jpeg_cases(30, "4:4:4"),
        "jpeg-420": _jpeg_cases(20, "4:2:0"),
        "jpeg-422": _jpeg_cases(75, "4:2:2"),
        "jpeg-440": _jpeg_cases(50, "4:4:0"),
    }
    for std in (0.8, 2):
        grain = ColouredNoise(gaussian_psf(std), 0.2, 0.99)
        files[f"grain-{std}"] = cases(grain, _psf_params(gaussian_psf(std), std=std, share=0.99), wide)
    for k in (2, 3, 4):
        files[f"upscale-{k}"] = cases(BlockMean(k, 0.05), {"k": k}, picture(4 * k, 4 * k))
    for name, (psf, extra) in blurs.items():
        files[name] = cases(Convolution(psf, 0.05), _psf_params(psf, **extra), wide)
    for k in (2, 3):
        operator = BlurDecimate(gauss, k, 0.05)
        files[f"blur-decimate-{k}"] = cases(operator, _psf_params(gauss, std=1.0, k=k), picture(5 * k, 4 * k))
    return files


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, cases in golden_cases().items():
        (folder / f"{name}.json").write_text(json.dumps(cases) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
