"""A corpus on disk and in memory: find, load, validate, cut at a day, fingerprint."""

from briefkit.dataset.dataset import Dataset, load
from briefkit.dataset.folder import find_data

__all__ = ["Dataset", "find_data", "load"]
