"""The API for readers: what the Release that is out says, for programs that cannot hold the feed.

Rules
- It says what is out, and nothing that is only drafted or approved.
- An answer is the same for everybody, so that a CDN may keep it: no cookie, no session, a tag, five minutes.
- What cannot be answered is refused with a sentence, and nobody keeps that.
- Any web page may read it. Nobody may ask so often that others wait; who asked is not kept.
"""
