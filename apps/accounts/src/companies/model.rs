//! A company.

use std::time::Duration;

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
    /// When it was deleted.
    pub deleted_at: Option<Instant>,
}

/// How long a deleted company can be brought back.
pub const KEPT: Duration = Duration::from_hours(30 * 24);

impl Company {
    /// When a deleted company is erased.
    pub fn erased_at(&self) -> Option<Instant> {
        self.deleted_at.map(|at| at + KEPT)
    }
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
