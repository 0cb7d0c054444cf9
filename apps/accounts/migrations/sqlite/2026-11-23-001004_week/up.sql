-- The day on which a person's week begins: monday, saturday or sunday.
ALTER TABLE users ADD COLUMN week_start TEXT NOT NULL DEFAULT 'monday';
