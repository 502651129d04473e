"""Tables as figures: what their columns and rows are computed from, and the cells that break it."""
