//! A member, and the person they are.

use blimp_kit::{Email, Instant};
use diesel::prelude::*;

use crate::ids::{CompanyId, UserId};
use crate::members::schema::members;
use crate::role::Role;
use crate::users::schema::users;

/// Somebody's place in a company.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = members)]
pub struct Member {
    /// The company.
    pub company_id: CompanyId,
    /// The person.
    pub user_id: UserId,
    /// What they are there.
    pub role: Role,
    /// Since when.
    pub joined_at: Instant,
    /// Raised by every change.
    pub version: i64,
}

/// A member with what others may know of the person.
#[derive(Debug, Clone, Queryable, Selectable)]
pub struct Person {
    /// Their place in the company.
    #[diesel(embed)]
    pub member: Member,
    /// What they are called.
    #[diesel(select_expression = users::name)]
    pub name: String,
    /// Their address; none for a placeholder.
    #[diesel(select_expression = users::email)]
    pub email: Option<Email>,
    /// Their picture, a file's id.
    #[diesel(select_expression = users::avatar_file)]
    pub avatar_file: Option<i64>,
    /// An IANA name.
    #[diesel(select_expression = users::time_zone)]
    pub time_zone: String,
    /// Raised by every change of their profile.
    #[diesel(select_expression = users::version)]
    pub user_version: i64,
}

impl Person {
    /// Whether this stands for somebody who has no account yet.
    pub const fn is_placeholder(&self) -> bool {
        self.email.is_none()
    }
}
