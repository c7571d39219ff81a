"""Forward operators y = A x + noise with their exact pivots, std maps, geometry and anchors, one per module.

Besides its class a module may have what the lists of operators loop over:
    PLACE: its place in these lists.
    CARD: its rows of the model card, name -> ranges of the training law; without them the program warns.
    TASKS: its rows of the evaluation.
    golden(): its golden files, name -> Example.
    tiny(size): operators by name for pictures of this side, which the tests compare with dense solves.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

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
    "of_all",
    "read_tables",
]

_MODULES = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]


def of_all(attribute: str) -> list[Any]:
    """An attribute of all modules that have it, in the order of their places."""
    found = [module for module in _MODULES if hasattr(module, attribute)]
    return [getattr(module, attribute) for module in sorted(found, key=lambda module: module.PLACE)]
