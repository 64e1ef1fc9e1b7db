"""Matching: which of the names in a stream resemble a listed one.

`resembling` says what that means, for two labels. The rest makes it quick enough for streams of newly registered names
and of certificates: `lines` finds the names in a block of bytes, `splitting` the label that was registered, `screening`
the few pairs that may resemble, by numbers of pieces of text (`fingerprints`, `keys`) that are taken for a whole block
at once; and `streaming` asks `resembling` about those.

Pure: reads a stream that it is given, opens no connection and no database.
"""

from feeds.watch.matching.resembling import Likeness, Resemblance, resembles
from feeds.watch.matching.streaming import Hit, Matcher, Read, Unreadable

__all__ = ["Hit", "Likeness", "Matcher", "Read", "Resemblance", "Unreadable", "resembles"]
