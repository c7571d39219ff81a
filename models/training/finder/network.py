"""The damage finder's network: a U-Net of pictures [N,3,H,W] in [-1, 1] to logits [N,1,H,W], H and W multiples of 16.

1.30 million parameters and 0.036 million multiply-adds a pixel. Beside the picture the network is shown how each pixel
stands out from its surroundings, in units of their contrast, so that faint damage of a flat sky and strong damage of a
lawn look alike. Batch normalisation is for training alone: it is folded into the convolutions before it (`folded`), so
that a pixel's answer doesn't depend on the picture's size.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..luma import LUMA_WEIGHTS, weighted_sum

CHANNELS = (32, 64, 128, 128)
"""Channels at 1/2, 1/4, 1/8 and 1/16 of the picture's size."""
STEM = 12
"""Channels at the picture's own size."""
NEAR, AROUND = 5, 17
"""Sides (pixels) of the squares from whose means a pixel may stand out."""
LEAST_CONTRAST = 2 / 127.5
"""Added to the contrast of the surroundings, root mean square."""
MOST = 6.0
"""Bound on how far a pixel stands out."""
USUAL = -2.0
"""Log odds of damage before anything was learned."""


def _conv(inputs: int, outputs: int) -> nn.Sequential:
    """A convolution of 3x3 and its normalisation."""
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs))


class Block(nn.Module):
    """Residual block x + c2(SiLU(c1(x)))."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.c1 = _conv(channels, channels)
        self.c2 = _conv(channels, channels)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.c2(F.silu(self.c1(x)))


def box_mean(plane: Tensor, side: int) -> Tensor:
    """Means over squares, of what lies within the picture."""
    rows = F.avg_pool2d(plane, (1, side), 1, (0, side // 2), count_include_pad=False)
    return F.avg_pool2d(rows, (side, 1), 1, (side // 2, 0), count_include_pad=False)


def standing_out(picture: Tensor) -> Tensor:
    """How far each pixel of [N,3,H,W] is in luma from the means around it, in units of the contrast there [N,2,H,W]."""
    luma = weighted_sum(picture) / sum(LUMA_WEIGHTS)
    around = luma - box_mean(luma, AROUND)
    contrast = torch.sqrt(box_mean(around * around, AROUND) + LEAST_CONTRAST**2)
    planes = torch.cat([luma - box_mean(luma, NEAR), around], 1)
    return (planes / contrast).clamp(-MOST, MOST)


class Finder(nn.Module):
    """Logits of damage. Every pixel depends on at most 112 pixels around it."""

    def __init__(self, channels: tuple[int, ...] = CHANNELS) -> None:
        super().__init__()
        c = channels
        self.stem = _conv(5, STEM)
        self.inp = _conv(4 * STEM, c[0])
        self.enc = nn.ModuleList(Block(c[i]) for i in range(3))
        self.down = nn.ModuleList(nn.Conv2d(c[i], c[i + 1], 2, stride=2) for i in range(3))
        self.mid = Block(c[3])
        self.up = nn.ModuleList(nn.ConvTranspose2d(c[i + 1], c[i], 2, stride=2) for i in range(3))
        self.dec = nn.ModuleList(Block(c[i]) for i in range(3))
        self.out = nn.Conv2d(c[0], 4, 3, padding=1)
        nn.init.constant_(self.out.bias, USUAL)

    def forward(self, picture: Tensor) -> Tensor:
        with torch.autocast(picture.device.type, enabled=False):
            planes = torch.cat([picture, standing_out(picture)], 1)
        x = F.silu(self.stem(planes))
        x = F.silu(self.inp(F.pixel_unshuffle(x, 2)))
        skips = []
        for level in range(3):
            x = self.enc[level](x)
            skips.append(x)
            x = self.down[level](x)
        x = self.mid(x)
        for level in (2, 1, 0):
            x = self.dec[level](self.up[level](x) + skips[level])
        return F.pixel_shuffle(self.out(x), 2)


def folded(network: Finder) -> dict[str, Tensor]:
    """The state dict in evaluation mode with each normalisation folded into its convolution.

    `enc.0.c1.weight` and `.bias` stand for `enc.0.c1.0` and `enc.0.c1.1`.
    """
    state = {}
    modules = dict(network.named_modules())
    for name, module in modules.items():
        parent = modules[name.rpartition(".")[0]]
        if isinstance(module, nn.Sequential):
            conv, norm = module
            factor = norm.weight / torch.sqrt(norm.running_var + norm.eps)
            state[f"{name}.weight"] = conv.weight * factor[:, None, None, None]
            state[f"{name}.bias"] = (conv.bias - norm.running_mean) * factor + norm.bias
        elif isinstance(module, nn.Conv2d | nn.ConvTranspose2d) and not isinstance(parent, nn.Sequential):
            state[f"{name}.weight"], state[f"{name}.bias"] = module.weight, module.bias
    return {name: value.detach() for name, value in state.items()}


def count_parameters(network: nn.Module) -> int:
    """The number of trained values."""
    return sum(p.numel() for p in network.parameters())


def multiply_adds(network: Finder, side: int = 64) -> float:
    """Multiply-adds of all convolutions per picture pixel."""
    total = 0

    def add(layer: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> None:
        nonlocal total
        places = inputs[0] if isinstance(layer, nn.ConvTranspose2d) else output
        total += layer.weight.numel() * places.shape[-1] * places.shape[-2]

    convolutions = [m for m in network.modules() if isinstance(m, nn.Conv2d | nn.ConvTranspose2d)]
    hooks = [layer.register_forward_hook(add) for layer in convolutions]
    network(torch.zeros(1, 3, side, side))
    for hook in hooks:
        hook.remove()
    return total / side**2
