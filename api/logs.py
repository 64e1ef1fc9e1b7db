"""Structured logs: one JSON object a line. No visited address, no IP address, no secret.

A traceback is written without the values of its variables: those may be secrets.
"""

import structlog


def configure() -> None:
    """Send every event to standard output, as JSON, with its moment in UTC."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    )
