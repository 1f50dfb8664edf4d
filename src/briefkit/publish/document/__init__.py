"""An executed notebook as one typed document, and the passes that it goes through."""
