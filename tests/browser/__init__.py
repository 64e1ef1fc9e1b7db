"""What a family, a curator and a site see, in real browsers with the extension, and nothing outside this machine.

Scenarios that use the fixtures `start`, `browser` or `tab` run in Chromium and in Firefox.
"""
