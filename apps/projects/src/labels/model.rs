//! A label.

use blimp_accounts::CompanyId;
use blimp_kit::Instant;
use diesel::prelude::*;

use crate::labels::schema::labels;
use crate::text::{Colour, Tag};

blimp_kit::id!(
    /// A label.
    LabelId
);

/// A word to stick on tasks.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = labels)]
pub struct Label {
    /// Its id.
    pub id: LabelId,
    /// Whose it is.
    pub company_id: CompanyId,
    /// The word.
    pub name: Tag,
    /// The word folded.
    pub name_key: String,
    /// Its colour.
    pub colour: Colour,
    /// When it was made.
    pub created_at: Instant,
    /// Raised by every change.
    pub version: i64,
}

/// A label row to be.
#[derive(Debug, Insertable)]
#[diesel(table_name = labels)]
pub(crate) struct Row {
    pub(crate) company_id: CompanyId,
    pub(crate) name: Tag,
    pub(crate) name_key: String,
    pub(crate) colour: Colour,
    pub(crate) created_at: Instant,
}

/// What to change; `None` leaves a field as it is.
#[derive(Debug, Clone, Default)]
pub struct Patch {
    /// The word.
    pub name: Option<Tag>,
    /// Its colour.
    pub colour: Option<Colour>,
}

/// The fields of a patch as a row has them.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = labels)]
pub(crate) struct Fields {
    pub(crate) name: Option<Tag>,
    pub(crate) name_key: Option<String>,
    pub(crate) colour: Option<Colour>,
}
