"""Training, export and evaluation of the posterior denoiser."""

import os

# The network's threads wait for each other at every layer. If other programs share the cores, sleeping waits are up to
# thirty times as fast as spinning ones. PyTorch reads the variable when it is loaded, so it is set before.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
