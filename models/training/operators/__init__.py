"""Forward operators y = A x + noise with their exact pivots, std maps, geometry and anchors, one per module."""

from .base import Operator
from .block_mean import BlockMean
from .coloured_noise import ColouredNoise
from .convolution import Convolution
from .decimation import BlurDecimate
from .identity import Identity
from .jpeg import Jpeg, JpegTables, read_tables
from .luminance import Luminance
from .mask import Mask
from .nothing import Nothing

__all__ = [
    "BlockMean",
    "BlurDecimate",
    "ColouredNoise",
    "Convolution",
    "Identity",
    "Jpeg",
    "JpegTables",
    "Luminance",
    "Mask",
    "Nothing",
    "Operator",
    "read_tables",
]
