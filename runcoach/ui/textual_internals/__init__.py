"""Textual internals."""
