"""Whole pages: one for each question that a brief answers."""

from briefkit.present.pages.topics import topics

__all__ = ["topics"]
