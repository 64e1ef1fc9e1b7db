"""The Desk: the curators' web pages."""
