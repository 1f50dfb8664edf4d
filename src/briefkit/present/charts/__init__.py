"""Charts: a result in, a figure with caption and alternative text out."""

from briefkit.present.charts.claims import claims_axis
from briefkit.present.charts.intervals import intervals
from briefkit.present.charts.rhythm import gaps, rhythm
from briefkit.present.charts.series import series
from briefkit.present.charts.severities import severities
from briefkit.present.charts.timeline import timeline

__all__ = ["claims_axis", "gaps", "intervals", "rhythm", "series", "severities", "timeline"]
