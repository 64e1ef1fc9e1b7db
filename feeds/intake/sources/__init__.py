"""What newspapers and authorities publish, read on schedule: from the bytes of a feed to what reaches the Queue.

Of all that they publish, only what names a listed Site or tells of a risk to minors on a chat site reaches people;
a text that many print is there once.
"""
