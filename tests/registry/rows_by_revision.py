"""One row or more of every table, in SQL, for the version of the tables that brought it.

Written as that version wrote them, into its own tables alone: what is here must not follow later versions. `{bytes}` is
three bytes in the words of either database. A new table brings its rows here, or the test of the migrations fails.
"""

from typing import Final

_AT: Final = "'2026-11-21 12:00:00+00:00'"
_DIGEST: Final = f"'{'a' * 64}'"

ROWS: Final[dict[str, tuple[str, ...]]] = {
    "0001": (
        "INSERT INTO site (id, slug, name, also_known_as, category, status, status_as_of) VALUES"
        " (1, 'coco', 'Coco', '[\"Coco land\"]', 'anonymous-chat', 'closed_by_authority', '2024-06-25')",
        "INSERT INTO name (id, site_id, hostname, status, used_from, used_to, note) VALUES"
        " (1, 1, 'coco.fr', 'closed', '2003', '2021-12', NULL), (2, 1, 'coco.gg', 'closed_by_authority', '2021', NULL,"
        " 'Seized.')",
        "INSERT INTO link (id, old_id, new_id, kind, date, note) VALUES (1, 1, 2, 'renamed_to', '2021-12', 'Moved.')",
        "INSERT INTO signal (id, site_id, signal) VALUES (1, 1, 'no-age-check')",
        "INSERT INTO event (id, site_id, kind, date, text) VALUES"
        """ (1, 1, 'seized', '2024-06-25', '{{"en": "Closed.", "fr": "Fermé."}}')""",
        "INSERT INTO evidence (id, key, publisher, title, date, language, url, quote, supports, kind, digest) VALUES"
        " (1, 'paper-1', 'A newspaper', 'L’affaire', '2024-06-25', 'fr', 'https://news.example.com/1', 'fermé', NULL,"
        f" 'article', {_DIGEST})",
        "INSERT INTO citation (id, evidence_id, site_id, name_id, link_id, signal_id, event_id) VALUES"
        " (1, 1, 1, NULL, NULL, NULL, NULL), (2, 1, NULL, 2, NULL, NULL, NULL), (3, 1, NULL, NULL, 1, NULL, NULL),"
        " (4, 1, NULL, NULL, NULL, 1, NULL), (5, 1, NULL, NULL, NULL, NULL, 1)",
        "INSERT INTO retraction (id, hostname, site_slug, reason, at) VALUES"
        f" (1, 'other.example.com', 'coco', 'Another site.', {_AT})",
        "INSERT INTO protected_name (id, hostname, reason) VALUES (1, 'help.example.org', 'People find help there.')",
        "INSERT INTO helpline (id, country, name, phone, text_number, url, hours, audience, free, source_url,"
        " source_date, checked_on, note) VALUES"
        """ (1, 'FR', '3018', '3018', NULL, 'https://3018.fr', '{{"en": "9 to 23"}}', '["minors"]', TRUE,"""
        " 'https://3018.fr/about', NULL, '2026-11-01', NULL)",
    ),
    "0002": (
        "INSERT INTO person (id, handle, kind) VALUES (1, 'ada', 'person'), (2, 'grace', 'person'),"
        " (3, 'intake', 'machine')",
        "INSERT INTO proposal (id, title, public_reason, private_note, private_salt, state, created_at) VALUES"
        f" (1, 'Coco moved', 'A newspaper says so.', 'Call again.', 'salt', 'draft', {_AT}),"
        f" (2, 'A draft', 'To be read.', NULL, NULL, 'draft', {_AT})",
        "INSERT INTO operation (id, proposal_id, position, author_id, body) VALUES"
        """ (1, 1, 0, 1, '{{"op": "add_name", "site": "coco", "name": "coco.gg", "status": "active"}}'),"""
        """ (2, 2, 0, 3, '{{"op": "add_event", "site": "coco", "kind": "court"}}')""",
        "INSERT INTO review (id, proposal_id, reviewer_id, verdict, reason, at) VALUES"
        f" (1, 1, 2, 'approve', 'I read the source.', {_AT})",
        f"UPDATE proposal SET state = 'approved', decided_at = {_AT} WHERE id = 1",
        "UPDATE proposal SET state = 'published', published_in = 1 WHERE id = 1",
        "INSERT INTO journal (sequence, at, actor, action, subject, body, previous, digest) VALUES"
        f""" (1, {_AT}, 'ada', 'propose', 'proposal 1', '{{{{"title": "Coco moved"}}}}', '{"0" * 64}', {_DIGEST})""",
    ),
    "0003": (
        "INSERT INTO release (serial, released_at, names, added, removed, names_sha256, sites_sha256, helplines_sha256)"
        f" VALUES (1, {_AT}, 2, 2, 0, {_DIGEST}, {_DIGEST}, {_DIGEST})",
        f"INSERT INTO sign_off (names_sha256, person, reason, at) VALUES ({_DIGEST}, 'grace', 'Read.', {_AT})",
        "INSERT INTO freshness_check (id, checked_at, serial, expires_at, problem) VALUES"
        f" (1, {_AT}, 1, NULL, 'It was not to be reached.')",
    ),
    "0004": (
        f"INSERT INTO sign_in_link (digest, person_id, expires_at, used_at) VALUES ({_DIGEST}, 1, {_AT}, {_AT})",
        f"INSERT INTO desk_session (digest, person_id, expires_at) VALUES ({_DIGEST}, 1, {_AT})",
    ),
    "0005": (
        "INSERT INTO day_of_reports (name, kind, day, reports, sources, handled_at, handled_by) VALUES"
        f" ('reported.example.com', 'risky', '2026-11-21', 3, 2, {_AT}, 2),"
        " ('coco.gg', 'mistake', '2026-11-21', 1, 1, NULL, NULL)",
        "INSERT INTO reported_words (id, name, kind, day, text) VALUES"
        " (1, 'reported.example.com', 'risky', '2026-11-21', 'On m’a demandé des photos.')",
    ),
    "0006": (
        "INSERT INTO observation (id, name, at, showed, document, capture) VALUES"
        f""" (1, 'coco.gg', {_AT}, 'seized', '{{{{"title": "Saisi"}}}}', {_DIGEST})""",
        f"INSERT INTO capture (digest, body, size, last_seen) VALUES ({_DIGEST}, {{bytes}}, 3, {_AT})",
        "INSERT INTO finding (id, kind, old, new, score, first_seen, last_seen, proposal_id, proposed_at, held) VALUES"
        f" (1, 'renamed', 'coco.fr', 'coco.gg', 0.75, {_AT}, {_AT}, 2, {_AT}, NULL)",
        "INSERT INTO sighting (id, finding_id, at, verdict, old_id, new_id) VALUES"
        f""" (1, 1, {_AT}, '{{{{"score": 0.75}}}}', NULL, 1)""",
        "INSERT INTO looked_at (old, new, at, answer, verdict) VALUES"
        f" ('coco.gg', 'coco.example', {_AT}, '192.0.2.1', 'unrelated')",
        "INSERT INTO watch_due (id, kind, subject, due_at, claimed_by, claimed_until, failures) VALUES"
        f" (1, 'name', 'coco.gg', {_AT}, 'a worker', {_AT}, 2)",
    ),
    "0007": (
        "INSERT INTO import_batch (id, source, form, licence, origin, digest, state, opened_at, rows, good, repeated,"
        f" came, went, held) VALUES (1, 'a-list', 'hosts', 'CC0-1.0', 'list.txt', {_DIGEST}, 'counted', {_AT}, 2, 1, 0,"
        " 1, 0, NULL)",
        "INSERT INTO imported_row (id, batch_id, line, hostname, written, verdict, reason, proposal_id) VALUES"
        " (1, 1, 1, 'imported.example.com', '0.0.0.0 imported.example.com', 'good', NULL, 2),"
        " (2, 1, 2, NULL, '???', 'not_a_name', 'This is no name.', NULL)",
        "INSERT INTO followed_list (source, form, licence, url, etag, modified, next_at, failures, problem) VALUES"
        f" ('a-list', 'hosts', 'CC0-1.0', 'https://lists.example.org/a', '\"1\"', NULL, {_AT}, 1, 'It was away.')",
    ),
    "0008": (
        "INSERT INTO kept_reading (id, digest, source, at, document) VALUES"
        f""" (1, {_DIGEST}, 'https://news.example.com/1', {_AT}, '{{{{"language": "fr"}}}}')""",
        "INSERT INTO source (id, address, title, due_at, claimed_until, read_at, etag, modified, failures, problem)"
        f" VALUES (1, 'https://news.example.com/rss', 'A newspaper', {_AT}, NULL, {_AT}, '\"2\"', NULL, 0, NULL)",
        "INSERT INTO source_item (id, source_id, key, address, title, summary, published, seen_at, state, reasons,"
        " remark, sketch, copy_of, reading_id, proposal_id) VALUES"
        f" (1, 1, {_DIGEST}, 'https://news.example.com/1', 'Coco', '', '2026-11-21', {_AT}, 'drafted', '[]', NULL,"
        f" '[]', NULL, 1, 2), (2, 1, '{'b' * 64}', NULL, 'Coco', '', NULL, {_AT}, 'copy', '[]', NULL, '[]', 1, NULL,"
        " NULL)",
    ),
    "0010": (
        "INSERT INTO passkey (id, person_id, credential, public_key, user_handle, sign_count, name, added_at) VALUES"
        f" (1, 2, {{bytes}}, {{bytes}}, {{bytes}}, 7, 'A key', {_AT})",
        "INSERT INTO passkey_challenge (browser, challenge, person_id, user_handle, expires_at) VALUES"
        f" ({_DIGEST}, {{bytes}}, 2, NULL, {_AT})",
        "INSERT INTO api_token (id, person_id, digest, name, scopes, made_at, expires_at, used_on, revoked_at) VALUES"
        f" (1, 2, {_DIGEST}, 'A script', 'read', {_AT}, {_AT}, '2026-11-21', NULL)",
        "INSERT INTO desk_session (digest, person_id, passkey_id, begun_at, seen_at, expires_at, ended_at) VALUES"
        f" ({_DIGEST}, 2, 1, {_AT}, {_AT}, {_AT}, NULL)",
    ),
    "0011": (
        "INSERT INTO co_author (proposal_id, person_id) VALUES (2, 1)",
        f"INSERT INTO comment (id, proposal_id, person_id, text, at) VALUES (1, 2, 1, 'Is that the same site?', {_AT})",
    ),
    "0012": (
        "INSERT INTO dispute (id, secret, name, site_slug, asks, state, language, words, address, salt, opened_at,"
        f" proof_code, proof_tries) VALUES (1, {_DIGEST}, 'coco.gg', 'coco', 'reply', 'open', 'fr', 'Une réponse.',"
        f" 'a@example.com', 'salt', {_AT}, 'a-proof', 0)",
        f"UPDATE dispute SET proved_at = {_AT}, proved_by = 'dns' WHERE id = 1",
        "INSERT INTO dispute_answer (id, dispute_id, author_id, act, text, note, at) VALUES"
        f" (1, 1, 2, 'uphold', 'Votre réponse paraît.', NULL, {_AT})",
        f"UPDATE dispute SET state = 'upheld', first_answer_at = {_AT}, closed_at = {_AT} WHERE id = 1",
        "INSERT INTO reply (id, name_id, date, language, text, dispute) VALUES"
        " (1, 2, '2026-11-21', 'fr', 'Une réponse.', 1)",
    ),
    "0013": (
        "INSERT INTO verification (id, name_id, signal_id, checked_at, verify_by, replaced_at, person_id) VALUES"
        f" (1, 2, NULL, {_AT}, '2027-05-21 12:00:00+00:00', NULL, 2)",
        "INSERT INTO evidence_text (digest, text, language, fetched_at) VALUES"
        f" ({_DIGEST}, 'Le site est fermé depuis hier.', 'fr', {_AT})",
        'INSERT INTO evidence_quote (id, evidence_key, digest, start, "end", words) VALUES'
        f" (1, 'paper-1', {_DIGEST}, 12, 17, 'fermé')",
        "INSERT INTO evidence_check (evidence_id, due_at, failures, checked_at, outcome, since) VALUES"
        f" (1, {_AT}, 0, {_AT}, 'same', NULL)",
        "INSERT INTO mail_address (person_id, address, language, confirmed_at) VALUES"
        f" (2, 'curator@example.org', 'fr', {_AT})",
        "INSERT INTO mail (id, person_id, kind, key, facts, written_at, due_at, attempts, problem, sent_at) VALUES"
        f""" (1, 2, 'finding', 'finding 1', '{{{{"name": "coco.gg"}}}}', {_AT}, {_AT}, 1, NULL, {_AT})""",
    ),
    "0014": (
        "INSERT INTO release_hold (id, person, reason, at, lifted_by, lifted_because, lifted_at) VALUES"
        f" (1, 'ada', 'Something is wrong.', {_AT}, 'grace', 'It is mended.', {_AT})",
    ),
    "0015": (f"INSERT INTO journal_check (id, checked_at, entries, problem) VALUES (1, {_AT}, 1, '')",),
    "0016": (
        "INSERT INTO retraction (id, hostname, signal, site_slug, reason, at) VALUES"
        f" (2, NULL, 'no-moderation', 'coco', 'The article was about another site.', {_AT})",
    ),
    "0018": (
        "INSERT INTO mail (id, person_id, kind, key, facts, written_at, due_at, attempts, problem, sent_at) VALUES"
        f""" (2, 2, 'disputes_many', '2026-11-21', '{{{{"count": 40}}}}', {_AT}, {_AT}, 1, NULL, {_AT})""",
    ),
}
