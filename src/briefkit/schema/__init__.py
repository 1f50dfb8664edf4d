"""The tables and attributes: columns, types, keys and the rules across them."""
