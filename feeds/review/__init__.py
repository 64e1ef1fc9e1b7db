"""Who decided: Proposals, the four eyes that approve them, and the Journal that records it.

Rules
- The registry changes only when a Proposal is approved, in the same transaction.
- Nobody approves what they wrote any part of; `four_eyes` says so and the database holds it too.
- Every decision is in the Journal, which only grows.
"""
