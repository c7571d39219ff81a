"""The damage finder: a small network that gives each pixel's probability of being damage, its law and its trainer."""
