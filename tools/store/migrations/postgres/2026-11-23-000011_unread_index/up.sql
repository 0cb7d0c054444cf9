-- Histories are read by thread, project and company; nobody asks by subject.
DROP INDEX event_by_subject;
