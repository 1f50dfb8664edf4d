"""A document as data, for programs."""
