//! A goal.

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::{Date, Instant};
use diesel::prelude::*;

use crate::goals::schema::{goal_counts, goals};
use crate::markdown::Written;
use crate::projects::ProjectId;
use crate::text::{Body, Title};

blimp_kit::id!(
    /// A goal.
    GoalId
);

/// What a project wants to reach.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = goals)]
pub struct Goal {
    /// Its id.
    pub id: GoalId,
    /// Whose it is.
    pub company_id: CompanyId,
    /// The project.
    pub project_id: ProjectId,
    /// What is to be reached.
    pub title: Title,
    /// More about it, Markdown.
    pub notes: Body,
    /// The same as safe HTML.
    pub notes_html: String,
    /// The day it should be reached by.
    pub due_on: Option<Date>,
    /// An order key.
    pub position: String,
    /// When it was reached, or given up.
    pub closed_at: Option<Instant>,
    /// When it was thrown away.
    pub trashed_at: Option<Instant>,
    /// Who made it.
    pub created_by: UserId,
    /// When.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Raised by every change.
    pub version: i64,
}

/// What a new goal is.
#[derive(Debug, Clone)]
pub struct NewGoal {
    /// What is to be reached.
    pub title: Title,
    /// More about it.
    pub notes: Written,
    /// The day it should be reached by.
    pub due_on: Option<Date>,
}

/// What to change; `None` leaves a field as it is.
#[derive(Debug, Clone, Default)]
pub struct Patch {
    /// What is to be reached.
    pub title: Option<Title>,
    /// More about it.
    pub notes: Option<Written>,
    /// The day it should be reached by.
    pub due_on: Option<Option<Date>>,
    /// The goal to stand behind; none for the first place.
    pub after: Option<Option<GoalId>>,
}

/// The fields of a patch as a row has them.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = goals)]
pub(crate) struct Fields {
    pub(crate) title: Option<Title>,
    pub(crate) notes: Option<Body>,
    pub(crate) notes_html: Option<String>,
    #[expect(clippy::option_option, reason = "a merge patch tells absent from null")]
    pub(crate) due_on: Option<Option<Date>>,
    pub(crate) position: Option<String>,
}

/// A goal row to be.
#[derive(Debug, Insertable)]
#[diesel(table_name = goals)]
pub(crate) struct Row<'a> {
    pub(crate) company_id: CompanyId,
    pub(crate) project_id: ProjectId,
    pub(crate) title: &'a Title,
    pub(crate) notes: &'a Body,
    pub(crate) notes_html: &'a str,
    pub(crate) due_on: Option<Date>,
    pub(crate) position: &'a str,
    pub(crate) created_by: UserId,
    pub(crate) created_at: Instant,
    pub(crate) updated_at: Instant,
}

/// How many tasks there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = goal_counts)]
pub struct Counts {
    /// All but those in the trash or put away.
    pub total: i64,
    /// Those of them that are not closed.
    pub open: i64,
}

blimp_kit::words!(
    /// Which goals to list.
    Shown as "GoalsShown" {
        /// Those still to be reached.
        Open = "false",
        /// Those that were closed.
        Closed = "true",
        /// Both.
        All = "all",
    }
);
