"""The dossiers of an edition as files: a page for each, the page that lists them, one style."""
