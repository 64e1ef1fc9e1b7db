"""The extension's pages in a real browser: what they say, to whom, and whether everybody can use them."""
