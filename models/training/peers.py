"""What the simple tools make of a hole, each through its own package (requirements-peers.txt); none of them is shipped.

Pictures are [3,H,W] in [-1, 1]; `missing` is [H,W] bool.
"""

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

RADIUS = 3
"""Neighbourhood of OpenCV's methods in pixels, its documentation's own example."""


def _levels(x: Tensor) -> np.ndarray:
    return ((x + 1) * 127.5).round().clamp(0, 255).byte().permute(1, 2, 0).numpy()


def _opencv(method: str) -> Callable[[Tensor, Tensor], Tensor]:
    def fill(x: Tensor, missing: Tensor) -> Tensor:
        import cv2  # a peer: wanted only where it is compared with

        filled = cv2.inpaint(_levels(x), missing.byte().numpy(), RADIUS, getattr(cv2, method))
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
