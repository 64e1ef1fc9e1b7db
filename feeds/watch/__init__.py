"""The Watch: has a listed site changed its name?

It guesses where a site may have gone (`candidates`) and finds, in streams of new names, those that resemble a listed
one (`matching`). Whatever it learns becomes a Proposal that people decide on; it decides nothing.
"""
