"""The picture as pages: a situation in, an application out that `tidings serve` runs; it needs the extra `web`."""
