"""The network, its weights and its export."""

import hashlib
import json

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from training.card import read_card
from training.export import export
from training.graph import INPUTS, OPSET, build_model
from training.luma import combine
from training.network import TINY, Denoiser
from training.tiny import tiny_denoiser
from training.weights import load_denoiser, read_weights, size_of

SIZES = [(1, 16, 16), (2, 32, 48), (1, 64, 160), (3, 48, 16)]


def inputs(n: int, h: int, w: int, std: float | None = None) -> dict[str, torch.Tensor]:
    """Invented inputs; std is log-uniform over the contract's range unless given."""
    g = torch.Generator().manual_seed(h)
    levels = (
        torch.exp(torch.rand(n, 2, h, w, generator=g) * 8.3 - 4.6) if std is None else torch.full((n, 2, h, w), std)
    )
    anchor = torch.rand(n, 3, h, w, generator=g) * 2 - 1
    return {
        "pivot": anchor + levels.mean(1, keepdim=True) * torch.randn(n, 3, h, w, generator=g),
        "anchor": anchor,
        "std": levels,
        "geometry": torch.randn(n, 35, generator=g) * 0.5,
    }


def session(model: onnx.ModelProto) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])


def test_the_first_networks_state_dict_has_exactly_our_names(shared):
    weights = read_weights(shared / "models" / "eps-universal.pt")
    assert torch.equal(weights["residual_std"], torch.full((2, 2), 0.5))
    found = Denoiser(size_of(weights)).load_state_dict(weights, strict=False)
    assert not found.missing_keys and not found.unexpected_keys
    assert sum(w.numel() for w in weights.values()) == pytest.approx(10.4e6, rel=0.01)


def test_the_shipped_network_agrees_with_pytorch(models):
    model = onnx.load(str(models / "eps-universal.onnx"))
    onnx.checker.check_model(model, full_check=True)
    denoiser, runtime = load_denoiser(models / "eps-universal.onnx"), session(model)
    for n, h, w in SIZES:
        data = inputs(n, h, w)
        with torch.inference_mode():
            expected = denoiser(**data).numpy()
        (found,) = runtime.run(None, {k: v.numpy() for k, v in data.items()})
        # Single precision rounds in proportion to the values, and the order of summation differs between processors.
        assert np.abs(found - expected).max() < 5e-6 * np.abs(expected).max()


@pytest.mark.parametrize("name", ["models/eps-universal", "test/fixtures/models/tiny"])
def test_cards_describe_their_files(models, name):
    path = models.parent / f"{name}.onnx"
    card, content = read_card(path.with_suffix(".json")), path.read_bytes()
    assert card["sha256"] == hashlib.sha256(content).hexdigest()
    assert card["bytes"] == len(content)
    assert card["opset"] == OPSET == onnx.load_from_string(content).opset_import[0].version
    assert {i["name"]: i["dims"] for i in card["inputs"]} == INPUTS
    assert card["blockMeans"] == [2, 4] and card["sigma"] == [0.01, 40] and card["contract"] == 2


def test_an_exported_file_gives_its_weights_back(tmp_path):
    denoiser = tiny_denoiser()
    export(denoiser, tmp_path / "net.onnx", {"scores": [1]})
    weights = read_weights(tmp_path / "net.onnx")
    for name, value in denoiser.state_dict().items():
        assert torch.equal(weights[name], value.half().float())
    assert size_of(weights) == TINY
    # Exporting again keeps the card's data, training and scores.
    export(denoiser, tmp_path / "net.onnx")
    assert json.loads((tmp_path / "net.json").read_text())["scores"] == [1]


def test_the_graph_uses_only_plain_operators():
    kinds = {node.op_type for node in build_model(tiny_denoiser().state_dict()).graph.node}
    assert kinds <= {
        "Add", "Sub", "Mul", "Div", "Sqrt", "Reciprocal", "Log", "Sigmoid", "Cast", "Concat", "Split", "Unsqueeze",
        "Conv", "ConvTranspose", "Gemm", "DepthToSpace", "Clip", "Exp",
    }  # fmt: skip


def test_the_tiny_network_is_a_sane_denoiser(models):
    path = models.parent / "test" / "fixtures" / "models" / "tiny.onnx"
    assert path.stat().st_size < 100_000
    denoiser = load_denoiser(path)
    with torch.inference_mode():
        for std, error in ((0.01, 0.02), (0.1, 0.2), (40.0, 0.5)):
            data = inputs(1, 32, 32, std)
            data["pivot"] = data["anchor"] + std * torch.randn(1, 3, 32, 32)
            mean = denoiser(**data)
            assert (mean - data["anchor"]).std() < error
            assert mean.std() > 0.3
            other = denoiser(**(data | {"geometry": data["geometry"] + 1}))
            assert not torch.allclose(mean, other, atol=1e-4)


def test_a_fresh_network_is_the_linear_estimator():
    for std, luma, chroma in ((0.05, 0.5, 0.5), (0.5, 0.35, 0.16), (40.0, 0.35, 0.16)):
        data = inputs(1, 16, 16, std)
        with torch.inference_mode():
            mean = Denoiser(TINY)(**data)
        away = combine(
            data["pivot"] - data["anchor"], *(torch.tensor(sd**2 / (sd**2 + std**2)) for sd in (luma, chroma))
        )
        assert torch.allclose(mean, data["anchor"] + away, atol=1e-5)


def test_the_network_moves_with_shifts_by_16():
    data = inputs(1, 448, 448)
    denoiser = tiny_denoiser()
    shifted = {k: v if k == "geometry" else v[..., 16:, 16:] for k, v in data.items()}
    with torch.inference_mode():
        whole, part = denoiser(**data), denoiser(**shifted)
    # Nothing changes beyond the receptive field (under 200 pixels) from the cut's border.
    assert torch.allclose(whole[..., 240:, 240:], part[..., 224:, 224:], atol=1e-4)
