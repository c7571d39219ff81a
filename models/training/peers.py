"""Answers of simple tools, each from its own package (requirements-peers.txt); none is shipped.

Pictures are [3,H,W] in [-1, 1]; `missing` is [H,W] bool.
"""

from collections.abc import Callable

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from .operators import BlockMean, Identity, Luminance, Mask
from .tasks import Problem, levels

RADIUS = 3
"""Neighbourhood of OpenCV's methods in pixels, from the example in its documentation."""


def _opencv(method: str) -> Callable[[Tensor, Tensor], Tensor]:
    def fill(x: Tensor, missing: Tensor) -> Tensor:
        import cv2  # a peer, needed only for comparisons

        filled = cv2.inpaint(levels(x), missing.byte().numpy(), RADIUS, getattr(cv2, method))
        return torch.from_numpy(filled.astype(np.float32) / 127.5 - 1).permute(2, 0, 1)

    return fill


def biharmonic(x: Tensor, missing: Tensor) -> Tensor:
    """scikit-image's biharmonic equation (Damelin and Hoang 2018)."""
    from skimage.restoration import inpaint_biharmonic

    filled = inpaint_biharmonic(x.permute(1, 2, 0).double().numpy(), missing.numpy(), channel_axis=-1)
    return torch.from_numpy(filled).float().permute(2, 0, 1)


PEERS: dict[str, Callable[[Tensor, Tensor], Tensor]] = {
    "telea": _opencv("INPAINT_TELEA"),
    "navier-stokes": _opencv("INPAINT_NS"),
    "biharmonic": biharmonic,
}
"""Telea 2004, Bertalmio et al. 2001, and the biharmonic equation."""


def non_local_means(y: Tensor, noise: float) -> Tensor:
    """scikit-image's non-local means (Buades et al. 2005) with the settings of its example."""
    from skimage.restoration import denoise_nl_means

    cleaned = denoise_nl_means(
        y.permute(1, 2, 0).double().numpy(), 5, 6, 0.8 * noise, fast_mode=True, sigma=noise, channel_axis=-1
    )
    return torch.from_numpy(cleaned).float().permute(2, 0, 1)


def lanczos(y: Tensor, factor: int) -> Tensor:
    """Pillow's Lanczos resampling, plane by plane."""

    def enlarge(plane: Tensor) -> Tensor:
        image = Image.fromarray(plane.numpy())
        size = (factor * image.width, factor * image.height)
        return torch.from_numpy(np.array(image.resize(size, Image.Resampling.LANCZOS)))

    return torch.stack([enlarge(plane) for plane in y])


def answers(problem: Problem) -> dict[str, Tensor]:
    """Answers of simple tools to a measurement [1,C,H,W], by name; the unchanged measurement if there is no tool."""
    operator, y = problem.operator, problem.y[0]
    if isinstance(operator, Mask):
        return {name: fill(y, operator.mask[0, 0] == 0) for name, fill in PEERS.items()}
    if isinstance(operator, Identity):
        return {"non-local means": non_local_means(y, operator.sigma_y)}
    if isinstance(operator, BlockMean):
        return {"Lanczos": lanczos(y, operator.k)}
    if isinstance(operator, Luminance):
        return {"left grey": y.expand(3, -1, -1)}
    return {"left as it is": y}
