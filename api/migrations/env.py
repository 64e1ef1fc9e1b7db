"""Runs the migrations on the connection that `api.database` opened, forward or back.

Rules
- A step forward takes nothing away that the version before it uses: two versions of the service run side by side while
  one replaces the other. What is to go, goes one version later.
- A step back keeps every row of what there was before it, and lets go of what only the newer version knows.
"""

from alembic import context
from sqlmodel import SQLModel

import api.desk.tables
import api.outbox.tables
import feeds.intake.lists.tables
import feeds.intake.sources.tables
import feeds.registry.tables
import feeds.release.tables
import feeds.review.disputes.tables
import feeds.review.due_again.tables
import feeds.review.evidence.tables
import feeds.review.reports.tables
import feeds.review.tables
import feeds.watch.tables

KNOWN_TABLES = (
    api.desk.tables,
    api.outbox.tables,
    feeds.intake.lists.tables,
    feeds.intake.sources.tables,
    feeds.registry.tables,
    feeds.release.tables,
    feeds.review.disputes.tables,
    feeds.review.due_again.tables,
    feeds.review.evidence.tables,
    feeds.review.reports.tables,
    feeds.review.tables,
    feeds.watch.tables,
)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
