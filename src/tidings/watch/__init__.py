"""Watching a situation: indicators against the documents that come, and where warnings go."""
