"""Headings: their numbers, and the table of contents that lists them."""
