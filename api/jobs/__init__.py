"""The work that runs by itself, one job a file.

A job may be run at any time, by anybody, again: it looks, acts, records.
"""
