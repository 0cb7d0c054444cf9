CREATE TABLE file (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id   INTEGER,
    owner_kind   TEXT    NOT NULL,
    key          TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    content_type TEXT    NOT NULL,
    bytes        INTEGER NOT NULL,
    sha256       TEXT    NOT NULL,
    width        INTEGER,
    height       INTEGER,
    thumb_key    TEXT,
    state        TEXT    NOT NULL,
    created_by   INTEGER,
    created_at   INTEGER NOT NULL,
    version      INTEGER NOT NULL DEFAULT 1,
    UNIQUE (company_id, id)
) STRICT;
CREATE UNIQUE INDEX file_by_key ON file (key);
CREATE UNIQUE INDEX file_by_thumb_key ON file (thumb_key) WHERE thumb_key IS NOT NULL;

CREATE TABLE file_usage (
    company_id INTEGER PRIMARY KEY,
    bytes      INTEGER NOT NULL
) STRICT;
