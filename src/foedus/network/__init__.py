"""From the ledger's entries to what they come to: ties, balance, calls, deeds, strain, fronts."""
