ALTER TABLE verifications DROP COLUMN purpose;
ALTER TABLE users DROP COLUMN deleted_at;
DROP INDEX companies_deleted;
ALTER TABLE companies DROP COLUMN warned_at;
ALTER TABLE companies DROP COLUMN deleted_by;
ALTER TABLE companies DROP COLUMN deleted_at;
