"""The model card beside every .onnx: the file's contents, its training data and its scores."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from .graph import INPUTS, OPSET, OUTPUTS, Shapes
from .operators import of_all

CONTRACT_VERSION = 2

OPERATORS: dict[str, dict[str, Any]] = {name: row for rows in of_all("CARD") for name, row in rows.items()}
"""Operators of the training law and their ranges: std and length in pixels, angle in degrees."""


def tensors(shapes: Shapes) -> list[dict[str, Any]]:
    """A card's list of tensors."""
    return [{"name": name, "type": "float32", "dims": dims} for name, dims in shapes.items()]


def sha256_of(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def make_card(model: Path, name: str, parameters: int, extra: dict[str, Any]) -> dict[str, Any]:
    """The card of an exported file; `extra` adds or replaces fields (data, training, scores, ...)."""
    return {
        "name": name,
        "version": "1",
        "contract": CONTRACT_VERSION,
        "file": model.name,
        "sha256": sha256_of(model),
        "bytes": model.stat().st_size,
        "opset": OPSET,
        "parameters": parameters,
        "inputs": tensors(INPUTS),
        "outputs": tensors(OUTPUTS),
        "multiple": 16,
        "sigma": [0.01, 40],
        "sigmaY": [0.01, 0.3],
        "blockMeans": [2, 4],
        "operators": OPERATORS,
        "licence": "MIT",
    } | extra


def to_json(value: object) -> str:
    """Indented JSON whose short lists stay on one line, ending in a newline."""
    text = json.dumps(value, indent=2)
    return re.sub(r"\[\s+([^\[\]{}]{1,200}?)\s+\]", lambda m: "[" + re.sub(r",\s+", ", ", m[1]) + "]", text) + "\n"


def write_card(path: Path, card: dict[str, Any]) -> None:
    """Writes a card as indented JSON."""
    path.write_text(to_json(card), encoding="utf-8")


def read_card(path: Path) -> dict[str, Any]:
    """A card as a dictionary; empty if the file doesn't exist."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
