"""One page over all three analyses: findings, changes, disagreements, what is not known."""

from briefkit.analysis.sheet.finding import Finding, Grounds
from briefkit.analysis.sheet.sheet import Move, Sheet, headlines, sheet, unsearched

__all__ = ["Finding", "Grounds", "Move", "Sheet", "headlines", "sheet", "unsearched"]
