"""Whether a network is trained faster in bf16 than in fp32 on this machine."""

import time

import torch
from torch import nn


def is_bf16_faster(device: str) -> bool:
    """True on CUDA; on a processor the faster of a few steps of a small network in either.

    The processor's flags don't tell: AVX-512 bf16 is faster than fp32 on some processors and slower on others.
    """
    if device == "cuda":
        return True
    network = nn.Sequential(*(nn.Conv2d(64, 64, 3, padding=1) for _ in range(2))).to(memory_format=torch.channels_last)
    x = torch.ones(8, 64, 64, 64).to(memory_format=torch.channels_last)
    seconds = {bf16: min(step_seconds(network, x, bf16) for _ in range(4)) for bf16 in (False, True)}
    return seconds[True] < seconds[False]


def step_seconds(network: nn.Module, x: torch.Tensor, bf16: bool) -> float:
    """The time of one forward and one backward pass."""
    begun = time.perf_counter()
    with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
        network(x).float().square().mean().backward()
    return time.perf_counter() - begun
