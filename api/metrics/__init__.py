"""`/metrics`: figures for Prometheus. docs/prometheus holds what to be alerted by.

They are read from the database and the feed's folder when they are asked for, so that every replica says the same.
"""

from api.metrics.endpoint import router

__all__ = ["router"]
