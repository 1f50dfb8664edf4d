"""The register as a page: each entry a row in words, with what a reader may filter by."""

from briefkit.present.worklist.page import TITLE, RegisterPage, register_page

__all__ = ["TITLE", "RegisterPage", "register_page"]
