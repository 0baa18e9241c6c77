"""The situation for programs: the same rows and filters as the pages and commands, under /api/v1, in many forms."""
