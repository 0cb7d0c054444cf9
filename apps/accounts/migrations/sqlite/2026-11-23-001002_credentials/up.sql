CREATE TABLE throttles (
    key        TEXT    PRIMARY KEY,
    count      INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX throttles_by_expiry ON throttles (expires_at);

CREATE TABLE sessions (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id      INTEGER NOT NULL REFERENCES users (id),
    fingerprint  TEXT    NOT NULL UNIQUE,
    ip           TEXT    NOT NULL,
    user_agent   TEXT,
    created_at   INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id, id);
CREATE INDEX sessions_by_last_seen ON sessions (last_seen_at);

CREATE TABLE tokens (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id      INTEGER NOT NULL REFERENCES users (id),
    fingerprint  TEXT    NOT NULL UNIQUE,
    name         TEXT    NOT NULL,
    scope        TEXT    NOT NULL CHECK (scope IN ('read', 'write', 'admin')),
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER,
    last_used_at INTEGER
) STRICT;
CREATE INDEX tokens_by_user ON tokens (user_id, id);

CREATE TABLE verifications (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id    INTEGER NOT NULL REFERENCES users (id),
    email      TEXT    NOT NULL,
    nonce      TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;
CREATE INDEX verifications_by_user ON verifications (user_id, id);
CREATE INDEX verifications_by_expiry ON verifications (expires_at);

CREATE TABLE resets (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id    INTEGER NOT NULL REFERENCES users (id),
    nonce      TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;
CREATE INDEX resets_by_user ON resets (user_id, id);
CREATE INDEX resets_by_expiry ON resets (expires_at);

CREATE TABLE invitations (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id     INTEGER NOT NULL REFERENCES companies (id),
    email          TEXT    NOT NULL,
    role           TEXT    NOT NULL CHECK (role IN ('admin', 'member', 'client')),
    project_ids    TEXT    NOT NULL,
    nonce          TEXT    NOT NULL,
    claims_user_id INTEGER REFERENCES users (id),
    invited_by     INTEGER REFERENCES users (id),
    created_at     INTEGER NOT NULL,
    sent_at        INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL,
    accepted_at    INTEGER,
    accepted_by    INTEGER REFERENCES users (id),
    cancelled_at   INTEGER,
    version        INTEGER NOT NULL DEFAULT 1,
    UNIQUE (company_id, id)
) STRICT;
-- One open invitation for an address and company.
CREATE UNIQUE INDEX invitations_open ON invitations (company_id, email)
    WHERE accepted_at IS NULL AND cancelled_at IS NULL;
