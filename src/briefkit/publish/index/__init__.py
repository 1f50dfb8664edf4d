"""The page over all editions: what there is, what moved, the headlines over time."""
