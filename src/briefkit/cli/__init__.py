"""The command line: each command a thin door to the library."""

from briefkit.cli.main import main

__all__ = ["main"]
