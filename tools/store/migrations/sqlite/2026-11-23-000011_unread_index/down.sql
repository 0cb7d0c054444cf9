CREATE INDEX event_by_subject ON event (company_id, subject_type, subject_id, id);
