//! A company.

use blimp_kit::{Instant, Slug};
use diesel::prelude::*;

use crate::companies::schema::companies;
use crate::ids::CompanyId;

/// A tenant.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = companies)]
pub struct Company {
    /// Its id.
    pub id: CompanyId,
    /// Its name in web addresses.
    pub slug: Slug,
    /// What it is called.
    pub name: String,
    /// When it was made.
    pub created_at: Instant,
    /// Raised by every change.
    pub version: i64,
}

/// Fields to change; `None` leaves one as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, AsChangeset)]
#[diesel(table_name = companies)]
pub struct Settings {
    /// What it is called.
    pub name: Option<String>,
    /// Its name in web addresses.
    pub slug: Option<Slug>,
}
