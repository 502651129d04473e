"""Mermaid diagrams: their nodes, and what keeps them from being drawn."""
