"""The sheet in words: one printed page over all three analyses; and the known gaps of any brief."""

from briefkit.present.onepage.page import Page, sheet
from briefkit.present.onepage.unknown import unknown

__all__ = ["Page", "sheet", "unknown"]
