"""What the sites of a world look like: real HTML with real sentences, the same at every call."""
