"""Bytes to documents: plain text, HTML, feeds, WARC, JSONL; the body; the publication date and its evidence."""
