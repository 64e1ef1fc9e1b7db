"""What a family, a curator and a site see, in a real Chromium with the extension, and nothing outside this machine."""
