"""foedus keeps the ledger of alliances in conflict, each entry tied to the words it came from."""

__version__ = "0.1.0"
