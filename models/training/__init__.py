"""Trains, exports and evaluates the denoiser of exact posterior sampling."""
