CREATE TABLE upload (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    company_id   INTEGER NOT NULL,
    owner_kind   TEXT    NOT NULL,
    owner_id     INTEGER NOT NULL,
    key          TEXT    NOT NULL,
    multipart    TEXT,
    name         TEXT    NOT NULL,
    content_type TEXT    NOT NULL,
    bytes        INTEGER NOT NULL,
    sha256       TEXT,
    file_id      INTEGER,
    created_by   INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    version      INTEGER NOT NULL DEFAULT 1,
    UNIQUE (company_id, id),
    FOREIGN KEY (company_id, file_id) REFERENCES file (company_id, id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX upload_by_key ON upload (key);
CREATE INDEX upload_by_expiry ON upload (expires_at);
CREATE INDEX upload_by_file ON upload (company_id, file_id) WHERE file_id IS NOT NULL;
