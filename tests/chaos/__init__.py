"""Bad days, with real processes: `make chaos` runs them and says of each fault what happened and what was lost."""
