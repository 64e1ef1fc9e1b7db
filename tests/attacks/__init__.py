"""The extension's own TUF client against hostile servers, end to end: real HTTP, real files, a process of its own."""
