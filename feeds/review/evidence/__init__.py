"""The sources behind the entries: what they said when they were read, and whether they still say it."""
