"""Editions on disk: read, exchanged in one step, locked."""
