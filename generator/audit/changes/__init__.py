"""Changes from one figure to another, as sentences, lines and labels tell them."""
