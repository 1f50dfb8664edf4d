"""Briefs held against the standards of analytic tradecraft, line by line."""
