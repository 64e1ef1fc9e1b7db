"""The registry: Sites, Names, Links, Signals, Events, their Evidence, Retractions, and helplines."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("also_known_as", sa.JSON(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_as_of", sa.String(length=10), nullable=True),
        sa.CheckConstraint(
            "status IN ('active', 'redirecting', 'closed', 'closed_by_authority', 'parked', 'unreachable', 'unknown')",
            name="status_is_known",
        ),
        sa.CheckConstraint("status_as_of IS NULL OR length(status_as_of) IN (4, 7, 10)", name="status_as_of_is_a_date"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slug"),
    )
    op.create_table(
        "name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("hostname", sa.String(length=253), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("used_from", sa.String(length=10), nullable=True),
        sa.Column("used_to", sa.String(length=10), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("hostname = lower(hostname) AND hostname LIKE '%_._%'", name="hostname_is_a_name"),
        sa.CheckConstraint(
            "status IN ('active', 'redirecting', 'closed', 'closed_by_authority', 'parked', 'unreachable', 'unknown')",
            name="status_is_known",
        ),
        sa.CheckConstraint("used_from IS NULL OR length(used_from) IN (4, 7, 10)", name="used_from_is_a_date"),
        sa.CheckConstraint("used_to IS NULL OR length(used_to) IN (4, 7, 10)", name="used_to_is_a_date"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("hostname"),
    )
    op.create_index("ix_name_site_id", "name", ["site_id"])
    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("date", sa.String(length=10), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('renamed_to', 'redirects_to', 'reported_successor', 'clone_of')", name="kind_is_known"
        ),
        sa.CheckConstraint("date IS NULL OR length(date) IN (4, 7, 10)", name="date_is_a_date"),
        sa.CheckConstraint("old_id <> new_id", name="joins_two_names"),
        sa.ForeignKeyConstraint(["new_id"], ["name.id"]),
        sa.ForeignKeyConstraint(["old_id"], ["name.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("old_id", "new_id", "kind"),
    )
    op.create_index("ix_link_new_id", "link", ["new_id"])
    op.create_index("ix_link_old_id", "link", ["old_id"])
    op.create_table(
        "signal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("signal", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("site_id", "signal"),
    )
    op.create_index("ix_signal_site_id", "signal", ["site_id"])
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("date", sa.String(length=10), nullable=True),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('launched', 'renamed', 'seized', 'closed', 'reopened', 'court', 'report')", name="kind_is_known"
        ),
        sa.CheckConstraint("date IS NULL OR length(date) IN (4, 7, 10)", name="date_is_a_date"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_event_site_id", "event", ["site_id"])
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("publisher", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("date", sa.String(length=10), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.Column("quote", sa.String(), nullable=True),
        sa.Column("supports", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint("kind IN ('article', 'list')", name="kind_is_known"),
        sa.CheckConstraint("date IS NULL OR length(date) IN (4, 7, 10)", name="date_is_a_date"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("name_id", sa.Integer(), nullable=True),
        sa.Column("link_id", sa.Integer(), nullable=True),
        sa.Column("signal_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(CASE WHEN site_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN name_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN link_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN signal_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN event_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="cites_for_one_fact",
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"]),
        sa.ForeignKeyConstraint(["link_id"], ["link.id"]),
        sa.ForeignKeyConstraint(["name_id"], ["name.id"]),
        sa.ForeignKeyConstraint(["signal_id"], ["signal.id"]),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("evidence_id", "event_id"),
        sa.UniqueConstraint("evidence_id", "link_id"),
        sa.UniqueConstraint("evidence_id", "name_id"),
        sa.UniqueConstraint("evidence_id", "signal_id"),
        sa.UniqueConstraint("evidence_id", "site_id"),
    )
    op.create_index("ix_citation_event_id", "citation", ["event_id"])
    op.create_index("ix_citation_evidence_id", "citation", ["evidence_id"])
    op.create_index("ix_citation_link_id", "citation", ["link_id"])
    op.create_index("ix_citation_name_id", "citation", ["name_id"])
    op.create_index("ix_citation_signal_id", "citation", ["signal_id"])
    op.create_index("ix_citation_site_id", "citation", ["site_id"])
    op.create_table(
        "retraction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hostname", sa.String(length=253), nullable=False),
        sa.Column("site_slug", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_retraction_hostname", "retraction", ["hostname"])
    op.create_table(
        "protected_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hostname", sa.String(length=253), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("hostname"),
    )
    op.create_table(
        "helpline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("text_number", sa.String(length=80), nullable=True),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.Column("hours", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("free", sa.Boolean(), nullable=True),
        sa.Column("source_url", sa.String(length=2000), nullable=False),
        sa.Column("source_date", sa.String(length=10), nullable=True),
        sa.Column("checked_on", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("source_date IS NULL OR length(source_date) IN (4, 7, 10)", name="source_date_is_a_date"),
        sa.CheckConstraint("checked_on IS NULL OR length(checked_on) IN (4, 7, 10)", name="checked_on_is_a_date"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("country", "name"),
    )


def downgrade() -> None:
    for table in (
        "helpline",
        "protected_name",
        "retraction",
        "citation",
        "evidence",
        "event",
        "signal",
        "link",
        "name",
        "site",
    ):
        op.drop_table(table)
