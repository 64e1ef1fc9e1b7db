"""The API for curators' programs: what a curator does at the Desk, through the same functions of the domain.

Rules
- A program acts for the person whose token it shows, and may do what the token was made for and its person may do now.
  What each route needs is in its signature; tests hold the whole table.
- Whoever shows no token that holds has no body read.
- A change of a Proposal names, in `If-Match`, the version that was read. Nobody overwrites what they have not seen.
- A body has the fields that are described and no others.
- What a program wrote says which one: its token's number is in the Journal and in the log.
"""
