DROP INDEX event_by_part;
ALTER TABLE event DROP COLUMN part_of;
