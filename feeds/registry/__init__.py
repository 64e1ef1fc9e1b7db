"""What is true: Sites, their Names, the Links between Names, Signals, Events, and the Evidence for each.

The ground that the other rooms stand on. Nothing here is decided or fetched: rows are written by an approved
Proposal (`feeds.review`) and read by a Release (`feeds.release`).
"""
