//! Items of checklists.

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::Instant;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::schema::checklist_items;
use crate::place::TaskId;
use crate::text::{Tag, Title};

/// The most items of one task.
pub const MAX_ITEMS: i64 = 500;

blimp_kit::id!(
    /// An item of a checklist.
    ItemId
);

/// An item of a task's checklist.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = checklist_items)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// Its company.
    pub company_id: CompanyId,
    /// Its task.
    pub task_id: TaskId,
    /// The section's name; empty for the one without.
    pub section: String,
    /// What to do.
    pub title: Title,
    /// An order key.
    pub position: String,
    /// When it was ticked.
    pub done_at: Option<Instant>,
    /// By whom.
    pub done_by: Option<UserId>,
    /// When it was written.
    pub created_at: Instant,
    /// Raised by every change.
    pub version: i64,
}

/// An item to be written.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewItem {
    /// What to do.
    pub title: Title,
    /// Whether it is done already.
    #[serde(default)]
    pub done: bool,
    /// The section it stands in; none for the one without a name.
    #[serde(default)]
    pub section: Option<Tag>,
}

/// What to change of an item.
#[derive(Debug, Clone, Default)]
pub struct ItemEdit {
    /// What to do.
    pub title: Option<Title>,
    /// Whether it is done.
    pub done: Option<bool>,
    /// The section it stands in.
    pub section: Option<Option<Tag>>,
    /// The item it comes after.
    pub after: Option<ItemId>,
    /// The item it comes before.
    pub before: Option<ItemId>,
}

/// How far a checklist, or a row of subtasks, has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Progress {
    /// How many are done.
    pub done: i64,
    /// How many there are.
    pub total: i64,
}
