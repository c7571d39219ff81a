"""CIE L*a*b* (D65) of sRGB pictures, for visible differences of colours."""

import torch
from torch import Tensor

_TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
"""Linear sRGB to CIE XYZ (IEC 61966-2-1)."""
_WHITE = tuple(sum(row) for row in _TO_XYZ)


def lab(x: Tensor) -> Tensor:
    """sRGB [...,3,H,W] in [-1, 1] -> L*, a*, b* of the same shape."""
    v = ((x.double() + 1) / 2).clamp(0, 1)
    linear = torch.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)
    xyz = torch.einsum("ij,...jhw->...ihw", torch.tensor(_TO_XYZ, dtype=torch.float64), linear)
    xyz = xyz / torch.tensor(_WHITE, dtype=torch.float64).view(3, 1, 1)
    f = torch.where(xyz > (6 / 29) ** 3, xyz.clamp(min=1e-9) ** (1 / 3), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    fx, fy, fz = f.unbind(-3)
    return torch.stack([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)], -3)
