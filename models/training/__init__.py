"""Training, export and evaluation of the posterior denoiser."""

import os

# Threads of the network wait for each other at every layer. Where other programs share the cores, threads that wait
# asleep are up to thirty times as fast as threads that spin. Read when PyTorch is loaded, so set before.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
