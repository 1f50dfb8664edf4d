"""A document as a paper, set by Typst."""
