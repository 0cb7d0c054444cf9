CREATE TABLE idempotency_key (
    scope      TEXT    PRIMARY KEY,
    body_hash  TEXT    NOT NULL,
    status     INTEGER NOT NULL,
    headers    TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);
