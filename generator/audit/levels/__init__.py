"""Scales of levels: how a document defines them, and where it states a level, a score or a rating."""
