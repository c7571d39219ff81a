"""Averages of networks' weights."""

from pathlib import Path

import pytest
import torch

from training.average import average, main
from training.network import TINY, Denoiser, Size
from training.weights import read_weights


def weights_of(seed: int, size: Size = TINY) -> dict[str, torch.Tensor]:
    torch.manual_seed(seed)
    return Denoiser(size).state_dict()


def test_a_share_of_0_is_the_first_and_1_the_second_and_between_them_each_weight_moves_evenly() -> None:
    first, second = weights_of(1), weights_of(2)
    for share in (0.0, 0.25, 1.0):
        for name, value in average(first, second, share).items():
            torch.testing.assert_close(value, (1 - share) * first[name] + share * second[name])


def test_networks_of_different_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="no average"):
        average(weights_of(1), weights_of(2, Size((8, 8, 8, 16), 16)), 0.5)


def test_the_command_writes_weights_that_can_be_read(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("first.pt", "second.pt", "mean.pt")]
    for seed, path in enumerate(paths[:2]):
        torch.save({"ema": weights_of(seed)}, path)
    main([*map(str, paths), "--share", "0.5"])
    mean, expected = read_weights(paths[2]), average(weights_of(0), weights_of(1), 0.5)
    assert all(torch.equal(mean[name], expected[name]) for name in expected)
