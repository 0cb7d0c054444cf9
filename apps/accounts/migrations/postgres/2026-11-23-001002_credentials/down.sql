DROP TABLE invitations;
DROP TABLE resets;
DROP TABLE verifications;
DROP TABLE tokens;
DROP TABLE sessions;
DROP TABLE throttles;
