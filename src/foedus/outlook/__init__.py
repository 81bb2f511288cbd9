"""What if: a supposition played through what parties have said; and checked against history."""
