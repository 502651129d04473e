"""Named quantities: what a document says of each, how it defines them, and which weights it gives."""
