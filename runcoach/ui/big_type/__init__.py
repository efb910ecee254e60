"""Big type."""
