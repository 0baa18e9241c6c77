"""The picture as people look at it or take it away."""
