"""A document to its reading, one document alone."""
