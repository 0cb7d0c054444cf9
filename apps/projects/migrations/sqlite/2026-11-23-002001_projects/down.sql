DROP TABLE labels;
DROP TABLE goals;
DROP TABLE states;
DROP VIEW visible_people;
DROP VIEW visible_projects;
DROP TABLE project_people;
DROP TABLE projects;
