"""A document as plain Markdown, for mail and chat."""
