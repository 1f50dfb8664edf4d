"""The sheet in words: one printed page over all three analyses."""

from briefkit.present.onepage.page import Page, sheet

__all__ = ["Page", "sheet"]
