"""The page of the register in an edition."""
