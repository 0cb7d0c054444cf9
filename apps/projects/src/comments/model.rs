//! What a comment is.

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::Instant;
use blimp_store::EventId;
use diesel::prelude::*;

use super::schema::comments;
use crate::place::TaskId;
use crate::projects::ProjectId;
use crate::text::Body;

blimp_kit::id!(
    /// A comment.
    CommentId
);

/// What somebody said about a task.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = comments)]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// The company.
    pub company_id: CompanyId,
    /// The task's project.
    pub project_id: ProjectId,
    /// The task.
    pub task_id: TaskId,
    /// Who said it.
    pub author_id: UserId,
    /// Markdown.
    pub text: Body,
    /// The same as safe HTML.
    pub html: String,
    /// When its author last changed it.
    pub edited_at: Option<Instant>,
    /// When it was deleted.
    pub trashed_at: Option<Instant>,
    /// When it was said.
    pub created_at: Instant,
    /// Raised by every change.
    pub version: i64,
}

/// A new row.
#[derive(Debug, Insertable)]
#[diesel(table_name = comments)]
pub(super) struct NewComment<'a> {
    pub(super) company_id: CompanyId,
    pub(super) project_id: ProjectId,
    pub(super) task_id: TaskId,
    pub(super) author_id: UserId,
    pub(super) text: &'a Body,
    pub(super) html: &'a str,
    pub(super) event_id: Option<EventId>,
    pub(super) created_at: Instant,
}

/// How a list of comments is sorted, and where it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As they were said.
    OldestFirst,
    /// The other way round.
    NewestFirst,
}
