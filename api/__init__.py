"""The door to all of it: HTTP, the Desk, public pages, the command line, the schedule, the database session."""
