"""What families report: counted, grouped by name, read by curators, and erased.

Rules
- A report decides nothing and is no Evidence: it tells a curator where to look.
- Nothing kept says who sent one: neither address nor moment, only the day.
- A report counts once a day for a network, a name and a kind.
- A flood cannot fill the disk: what is new in a day is bounded, and so are the words that are kept.
- Words are erased a day after a curator handled them, everything after 90 days.
"""
