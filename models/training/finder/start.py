"""Weights that a run of the finder's trainer begins with: those of a checkpoint, or of an exported finder."""

from pathlib import Path

import onnx
import onnx.numpy_helper
import torch
from torch import Tensor, nn

from .network import Finder


def read_start(path: Path, pictures: Tensor) -> dict[str, Tensor]:
    """State dict of a checkpoint's averaged weights (.pt) or of an exported finder (.onnx).

    `pictures` [N,3,H,W] as in training give an exported finder its normalisation back. Raises ValueError if the file
    holds no such weights.
    """
    if path.suffix != ".onnx":
        return torch.load(path, map_location="cpu", weights_only=True)["ema"]
    tensors = {i.name: i for i in onnx.load(str(path)).graph.initializer}
    names = {name for name, _ in Finder().named_modules()}
    weights = {
        name: torch.tensor(onnx.numpy_helper.to_array(value)).float()
        for name, value in tensors.items()
        if name.rpartition(".")[0] in names
    }
    if not weights:
        raise ValueError(f"{path} holds no finder")
    return unfolded(weights, pictures).state_dict()


def unfolded(weights: dict[str, Tensor], pictures: Tensor) -> Finder:
    """A finder in evaluation mode that answers as folded weights do (`network.folded`), and can be trained.

    Each normalisation gets the mean and the variance of its channels over the pictures, and undoes them, so that
    training, which normalises by the batch, begins at the same function.
    """
    finder = Finder().eval()
    norms = [module[1] for module in finder.modules() if _is_normalised(module)]
    with torch.no_grad():
        for name, module in finder.named_modules():
            layer = module[0] if _is_normalised(module) else module
            if f"{name}.weight" in weights:
                layer.weight.copy_(weights[f"{name}.weight"])
                layer.bias.copy_(weights[f"{name}.bias"])
        for norm in norms:
            norm.running_var.fill_(1 - norm.eps)
        hooks = [norm.register_forward_hook(_undone) for norm in norms]
        finder(pictures)
        for hook in hooks:
            hook.remove()
    return finder


def _is_normalised(module: nn.Module) -> bool:
    return isinstance(module, nn.Sequential) and isinstance(module[-1], nn.BatchNorm2d)


def _undone(norm: nn.BatchNorm2d, inputs: tuple[Tensor, ...], _output: Tensor) -> None:
    """Has the normalisation take the statistics of its input, and undo them."""
    mean, variance = inputs[0].mean((0, 2, 3)), inputs[0].var((0, 2, 3), unbiased=False)
    norm.running_mean.copy_(mean)
    norm.running_var.copy_(variance)
    norm.weight.copy_(torch.sqrt(variance + norm.eps))
    norm.bias.copy_(mean)
