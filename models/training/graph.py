"""Builds the ONNX graph of the contract by hand: preconditioning, U-Net, weights in fp16 with a Cast to fp32.

It isn't traced, so that initialisers keep their state-dict names (training can start from an exported file), H and W
are dynamic without shape arithmetic, and the graph has only operators that every provider supports.
"""

import math
from collections.abc import Sequence

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from .luma import LUMA_UNIT
from .network import DATA_STD, GEOMETRY_LENGTH, RESIDUAL_LEVELS

OPSET = 17
IR_VERSION = 8
Shapes = dict[str, list[str | int]]
"""Names of tensors and their dimensions; words are free dimensions."""
INPUTS: Shapes = {
    "pivot": ["N", 3, "H", "W"],
    "anchor": ["N", 3, "H", "W"],
    "std": ["N", 2, "H", "W"],
    "geometry": ["N", GEOMETRY_LENGTH],
}
OUTPUTS: Shapes = {"mean": ["N", 3, "H", "W"]}


class GraphBuilder:
    """Appends nodes and initialisers; every method returns the name of its output tensor."""

    def __init__(self, weights: dict[str, Tensor]) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []

    def model(self, name: str, inputs: Shapes, outputs: Shapes) -> onnx.ModelProto:
        """The ONNX model of what was appended; checked by onnx.checker."""

        def values(shapes: Shapes) -> list[onnx.ValueInfoProto]:
            return [helper.make_tensor_value_info(n, TensorProto.FLOAT, d) for n, d in shapes.items()]

        graph = helper.make_graph(self.nodes, name, values(inputs), values(outputs), self.initializers)
        model = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION, producer_name="daguerre"
        )
        onnx.checker.check_model(model, full_check=True)
        return model

    def node(self, kind: str, inputs: Sequence[str], outputs: Sequence[str] = (), **attributes: object) -> str:
        """One ONNX node; without `outputs` its single output is named after its kind and position."""
        names = list(outputs) or [f"{kind}_{len(self.nodes)}"]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names[0]

    def constant(self, name: str, values: object, dtype: type = np.float32) -> str:
        """An initialiser, shared between uses of the same name."""
        if all(i.name != name for i in self.initializers):
            self.initializers.append(numpy_helper.from_array(np.asarray(values, dtype), name))
        return name

    def weight(self, name: str) -> str:
        """A parameter of the state dict, stored as fp16 and cast to fp32."""
        self.constant(name, self.weights[name].detach().cpu().numpy(), np.float16)
        return self.node("Cast", [name], [f"{name}.f32"], to=TensorProto.FLOAT)

    def split(self, x: str, prefix: str, kind: str) -> tuple[str, str]:
        """The luma and chroma plane of a two-plane tensor."""
        names = [f"{prefix}_luma", f"{prefix}_chroma"]
        self.node("Split", [x], names, axis=1, name=f"{kind}")
        return names[0], names[1]

    def conv(self, x: str, layer: str, size: int, kind: str = "Conv") -> str:
        """A convolution layer of the state dict: 3x3 with zero padding, or 2x2 with stride 2."""
        pads, stride = ([1] * 4, 1) if size == 3 else ([0] * 4, 2)
        inputs = [x, self.weight(f"{layer}.weight"), self.weight(f"{layer}.bias")]
        return self.node(kind, inputs, kernel_shape=[size, size], pads=pads, strides=[stride, stride])

    def linear(self, x: str, layer: str) -> str:
        """A linear layer of the state dict."""
        return self.node("Gemm", [x, self.weight(f"{layer}.weight"), self.weight(f"{layer}.bias")], transB=1)

    def silu(self, x: str) -> str:
        """x sigmoid(x)."""
        return self.node("Mul", [x, self.node("Sigmoid", [x])])

    def combine(self, x: str, luma: str, chroma: str) -> str:
        """`luma` times the luma part of x plus `chroma` times the rest."""
        u = np.asarray(LUMA_UNIT)
        matrix = self.constant("luma_projection", np.outer(u, u).reshape(3, 3, 1, 1))
        part = self.node("Conv", [x, matrix], kernel_shape=[1, 1])
        rest = self.node("Sub", [x, part])
        return self.node("Add", [self.node("Mul", [part, luma]), self.node("Mul", [rest, chroma])])


def _block(g: GraphBuilder, x: str, name: str, embedding: str) -> str:
    axes = g.constant("spatial_axes", [2, 3], np.int64)
    both = g.node("Unsqueeze", [g.linear(embedding, f"{name}.e"), axes])
    gain, bias = f"{name}.gain", f"{name}.shift"
    g.node("Split", [both], [gain, bias], axis=1)
    factor = g.node("Add", [gain, g.constant("one", 1.0)])
    h = g.node("Mul", [g.conv(x, f"{name}.c1", 3), factor])
    h = g.silu(g.node("Add", [h, bias]))
    return g.node("Add", [x, g.conv(h, f"{name}.c2", 3)])


def _blocks(g: GraphBuilder, x: str, names: Sequence[str], embedding: str) -> str:
    for name in names:
        x = _block(g, x, name, embedding)
    return x


def _unet(g: GraphBuilder, planes: str) -> str:
    embedding = g.silu(g.linear(g.silu(g.linear("geometry", "net.emb.0")), "net.emb.2"))
    # Pixel-unshuffle as a grouped convolution with ones: exact, one node, and every provider supports it.
    pick = g.constant("pixel_unshuffle", np.tile(np.eye(4).reshape(4, 1, 2, 2), (8, 1, 1, 1)))
    x = g.node("Conv", [planes, pick], kernel_shape=[2, 2], strides=[2, 2], group=8)
    x = g.conv(x, "net.inp", 3)
    skips = []
    for level in range(3):
        x = _blocks(g, x, [f"net.enc.{level}.{b}" for b in range(2)], embedding)
        skips.append(x)
        x = g.conv(x, f"net.down.{level}", 2)
    x = _blocks(g, x, [f"net.mid.{b}" for b in range(2)], embedding)
    for level in (2, 1, 0):
        x = g.node("Add", [g.conv(x, f"net.up.{level}", 2, "ConvTranspose"), skips[level]])
        x = _blocks(g, x, [f"net.dec.{level}.{b}" for b in range(2)], embedding)
    return g.node("DepthToSpace", [g.conv(x, "net.out", 3)], blocksize=2, mode="CRD")


def _residual_variance(g: GraphBuilder, logs: str) -> str:
    """SD(s)^2 of the difference between truth and anchor (network.residual_std_at), from ln std."""
    low, high = RESIDUAL_LEVELS
    slope = g.constant("residual_slope", 1 / math.log(high / low))
    offset = g.constant("residual_offset", -math.log(low) / math.log(high / low))
    share = g.node("Add", [g.node("Mul", [logs, slope]), offset])
    share = g.node("Clip", [share, g.constant("zero", 0.0), g.constant("one", 1.0)])
    g.node("Split", [g.node("Log", [g.weight("residual_std")])], ["residual_low", "residual_high"], axis=0)
    axes = g.constant("spatial_axes", [2, 3], np.int64)
    below, above = (g.node("Unsqueeze", [name, axes]) for name in ("residual_low", "residual_high"))
    log_sd = g.node("Add", [below, g.node("Mul", [share, g.node("Sub", [above, below])])])
    return g.node("Exp", [g.node("Mul", [log_sd, g.constant("two", 2.0)])])


def build_model(weights: dict[str, Tensor]) -> onnx.ModelProto:
    """The contract's ONNX model of a Denoiser's state dict; checked by onnx.checker."""
    g = GraphBuilder(weights)
    squares = g.node("Mul", ["std", "std"])
    root = g.node("Sqrt", [g.node("Add", [squares, g.constant("data_variance", DATA_STD**2)])])
    c_in = g.split(g.node("Reciprocal", [root]), "c_in", "split_c_in")
    logs = g.node("Log", ["std"])
    sd2 = _residual_variance(g, logs)
    skip = g.node("Div", [sd2, g.node("Add", [squares, sd2])])
    c_skip = g.split(skip, "c_skip", "split_c_skip")
    # s SD / sqrt(s^2 + SD^2) = s sqrt(c_skip).
    c_out = g.split(g.node("Mul", ["std", g.node("Sqrt", [skip])]), "c_out", "split_c_out")
    logs = g.node("Mul", [logs, g.constant("quarter", 0.25)])
    image = g.node("Mul", ["anchor", g.constant("inverse_data_std", 1 / DATA_STD)])
    planes = g.node("Concat", [g.combine("pivot", *c_in), image, logs], axis=1)
    f = g.combine(_unet(g, planes), *c_out)
    step = g.combine(g.node("Sub", ["pivot", "anchor"]), *c_skip)
    g.node("Add", ["anchor", g.node("Add", [step, f])], ["mean"])

    return g.model("daguerre-denoiser", INPUTS, OUTPUTS)
