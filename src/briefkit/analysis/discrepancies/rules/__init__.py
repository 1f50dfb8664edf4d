"""One module for each type of discrepancy, named as the term; each has a function ``find``."""
