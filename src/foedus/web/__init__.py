"""The ledger as pages: each with an address that can be sent on, and a JSON twin for scripts."""
