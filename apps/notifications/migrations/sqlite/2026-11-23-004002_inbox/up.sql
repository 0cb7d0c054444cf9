-- Changes of many notices at once, so that each can be taken back.
CREATE TABLE inbox_changes (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    act         TEXT NOT NULL,
    changed     INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    reversed_at INTEGER
) STRICT;
CREATE INDEX inbox_changes_by_age ON inbox_changes (created_at);

-- Other reasons of the same person, words with a space between them.
ALTER TABLE notices ADD COLUMN more_reasons TEXT NOT NULL DEFAULT '';
ALTER TABLE notices ADD COLUMN archived_at INTEGER;
ALTER TABLE notices ADD COLUMN snoozed_until INTEGER;
-- When it came back from being snoozed: its place is there.
ALTER TABLE notices ADD COLUMN returned_at INTEGER;
-- The last change of many that changed it, and what was before that.
ALTER TABLE notices ADD COLUMN change_id INTEGER;
ALTER TABLE notices ADD COLUMN was_read_at INTEGER;
ALTER TABLE notices ADD COLUMN was_archived_at INTEGER;
ALTER TABLE notices ADD COLUMN was_snoozed_until INTEGER;

DROP INDEX notices_by_user;
DROP INDEX notices_hidden;
CREATE INDEX notices_in_order ON notices (user_id, coalesce(returned_at, created_at), id);
CREATE INDEX notices_inbox ON notices (user_id, coalesce(returned_at, created_at), id)
    WHERE shown AND archived_at IS NULL AND snoozed_until IS NULL;
CREATE INDEX notices_of_task ON notices (user_id, task_id, id)
    WHERE shown AND archived_at IS NULL AND snoozed_until IS NULL;
CREATE INDEX notices_snoozed ON notices (snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX notices_changed ON notices (change_id) WHERE change_id IS NOT NULL;
