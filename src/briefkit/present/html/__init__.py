"""Blocks and runs as HTML: what Jupyter shows, and what the page of a brief is made of."""

from briefkit.present.html.fragments import (
    blocks_html,
    environment,
    fragment,
    prepare,
    runs_html,
)

__all__ = ["blocks_html", "environment", "fragment", "prepare", "runs_html"]
