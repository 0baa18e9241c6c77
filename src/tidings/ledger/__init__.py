"""What was read, kept; behind the Ledger port."""
