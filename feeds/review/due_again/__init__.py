"""By when each entry is to be verified again, and what is due."""
