"""The picture as pages and an API."""
