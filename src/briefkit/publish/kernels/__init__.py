"""Notebooks executed: kernels forked or started, in an environment of their own."""
