"""Editions planned, put together, compared and verified."""
