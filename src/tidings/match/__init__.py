"""Comparing two things: names, numbers, dates, texts. Each gives a Score with its reason."""
