-- The first fact of the change that this one is a part of.
ALTER TABLE event ADD COLUMN part_of INTEGER;
CREATE INDEX event_by_part ON event (part_of, id) WHERE part_of IS NOT NULL;
