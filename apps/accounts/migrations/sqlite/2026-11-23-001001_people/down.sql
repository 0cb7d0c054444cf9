DROP TABLE members;
DROP TABLE entitlements;
DROP TABLE companies;
DROP TABLE users;
