"""Lists that others keep, brought in as Batches: read, judged row by row, compared, counted, undone.

A list shows that an address exists, never that it is a risk. So nothing that it holds is listed: a good row is a
candidate, which a curator may turn into a Proposal, and every name keeps the licence it came under.
"""
