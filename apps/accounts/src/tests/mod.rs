//! Stories of accounts on real databases, told through the routes.

mod queries;
mod house;
mod api;
mod invitations;
mod people;
mod signing_in;
mod tokens;
