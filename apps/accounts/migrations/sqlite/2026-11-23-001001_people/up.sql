CREATE TABLE users (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    email             TEXT,
    name              TEXT    NOT NULL,
    password_hash     TEXT,
    email_verified_at INTEGER,
    avatar_file       INTEGER,
    time_zone         TEXT    NOT NULL,
    language          TEXT    NOT NULL,
    source            TEXT,
    claimed_by        INTEGER REFERENCES users (id),
    disabled_at       INTEGER,
    created_at        INTEGER NOT NULL,
    version           INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX users_by_email ON users (email) WHERE email IS NOT NULL;

CREATE TABLE companies (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    slug       TEXT    NOT NULL UNIQUE,
    name       TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    version    INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE entitlements (
    company_id INTEGER NOT NULL REFERENCES companies (id),
    name       TEXT    NOT NULL,
    value      INTEGER NOT NULL,
    PRIMARY KEY (company_id, name)
) STRICT;

CREATE TABLE members (
    company_id INTEGER NOT NULL REFERENCES companies (id),
    user_id    INTEGER NOT NULL REFERENCES users (id),
    role       TEXT    NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'client')),
    joined_at  INTEGER NOT NULL,
    version    INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (company_id, user_id)
) STRICT;
CREATE INDEX members_by_user ON members (user_id, company_id);
-- A company has one owner, never two.
CREATE UNIQUE INDEX members_owner ON members (company_id) WHERE role = 'owner';
