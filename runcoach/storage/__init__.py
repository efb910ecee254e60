"""Files that outlive a kill: history, journal, profile and settings."""
