-- A deleted company is out of sight at once and erased 30 days later.
ALTER TABLE companies ADD COLUMN deleted_at INTEGER;
ALTER TABLE companies ADD COLUMN deleted_by INTEGER;
-- When its owner was told that it is erased soon.
ALTER TABLE companies ADD COLUMN warned_at INTEGER;
CREATE INDEX companies_deleted ON companies (deleted_at) WHERE deleted_at IS NOT NULL;

-- Whoever deleted their account leaves a row without a name or an address, for what they made.
ALTER TABLE users ADD COLUMN deleted_at INTEGER;

-- A link that shows an address to be somebody's, or makes another address theirs.
ALTER TABLE verifications ADD COLUMN purpose TEXT NOT NULL DEFAULT 'verify';
