"""Push-pull fill of missing pixels: a pyramid of masked means, then bilinear interpolation back."""

import torch
import torch.nn.functional as F
from torch import Tensor

HALVINGS = 8
"""Holes up to some 256 pixels wide are filled from their own surroundings."""


def _half(x: Tensor) -> Tensor:
    """Means of 2x2 blocks; an odd side is first padded with one row or column of zeros at its end."""
    return F.avg_pool2d(F.pad(x, (0, x.shape[3] % 2, 0, x.shape[2] % 2)), 2)


def _double(x: Tensor, like: Tensor) -> Tensor:
    """Bilinear enlargement by 2 with half-pixel centres and clamped borders, cut to the size of `like`."""
    up = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
    return up[:, :, : like.shape[2], : like.shape[3]]


def push_pull(values: Tensor, mask: Tensor) -> Tensor:
    """Fills the unmeasured pixels of a picture.

    Args:
        values: [N,C,H,W]; read only where the mask is 1.
        mask: [N or 1,1,H,W], 1 measured, 0 missing.

    Returns:
        [N,C,H,W], equal to `values` where measured.
    """
    sums = [torch.where(mask > 0, values, torch.zeros_like(values))]
    weights = [mask.to(values.dtype)]
    while len(sums) <= HALVINGS and max(sums[-1].shape[2:]) > 1:
        sums.append(_half(sums[-1]))
        weights.append(_half(weights[-1]))
    means = [c / torch.where(w > 0, w, torch.ones_like(w)) for c, w in zip(sums, weights, strict=True)]
    total = weights[-1].sum((2, 3), keepdim=True)
    everything = sums[-1].sum((2, 3), keepdim=True) / torch.where(total > 0, total, torch.ones_like(total))
    fill = torch.where(weights[-1] > 0, means[-1], everything)
    for level in range(len(means) - 2, -1, -1):
        share = weights[0] if level == 0 else (4 * weights[level]).clamp(max=1)
        fill = share * means[level] + (1 - share) * _double(fill, means[level])
    return fill
