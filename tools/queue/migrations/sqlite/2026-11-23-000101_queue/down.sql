DROP TABLE queue;
DROP TABLE schedule;
DROP TABLE worker;
DROP TABLE job_done;
