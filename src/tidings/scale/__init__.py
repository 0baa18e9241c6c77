"""The read step mapped over an engine: processes on one machine."""
