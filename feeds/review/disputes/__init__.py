"""Disputes: somebody whom the feed names asks for a correction, a removal, or to have their reply shown.

Rules
- A Dispute is about one listed Name. Whoever opened it holds its secret link, and is asked for no account.
- States are one table (`states`), the clock is arithmetic (`clock`); that control of the Name was shown is a fact of
  its own.
- What they wrote, and where to write back, is private until a reply is published. It can be erased with its salt
  (`erasing`), and the Journal, which holds digests of it, still holds.
- Nothing here changes the registry: what is upheld becomes a Proposal, and a second person decides on that.
"""
