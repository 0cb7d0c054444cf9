CREATE TABLE message (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    key          TEXT    NOT NULL UNIQUE,
    company_id   INTEGER,
    user_id      INTEGER,
    to_address   TEXT    NOT NULL,
    to_name      TEXT    NOT NULL,
    from_address TEXT    NOT NULL DEFAULT '',
    reply_to     TEXT,
    template     TEXT    NOT NULL,
    language     TEXT    NOT NULL,
    params       TEXT    NOT NULL,
    headers      TEXT    NOT NULL,
    subject      TEXT    NOT NULL DEFAULT '',
    text         TEXT    NOT NULL DEFAULT '',
    html         TEXT    NOT NULL DEFAULT '',
    state        TEXT    NOT NULL DEFAULT 'queued',
    attempts     INTEGER NOT NULL DEFAULT 0,
    unsure       INTEGER NOT NULL DEFAULT 0,
    error        TEXT,
    provider_id  TEXT,
    created_at   INTEGER NOT NULL,
    sent_at      INTEGER,
    pruned_at    INTEGER,
    version      INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX message_by_company ON message (company_id, id);
CREATE INDEX message_by_address ON message (to_address, id);
CREATE INDEX message_by_state ON message (state, id);
CREATE INDEX message_unpruned ON message (created_at) WHERE pruned_at IS NULL;
