"""The history in and out of other formats."""
