"""Diplomatic cadence: who met whom, where, at what level, how often, with what silences."""

from briefkit.analysis.cadence.dyads import DyadCadence
from briefkit.analysis.cadence.gaps import Gap, Silence
from briefkit.analysis.cadence.rhythm import Cadence, cadence

__all__ = ["Cadence", "DyadCadence", "Gap", "Silence", "cadence"]
