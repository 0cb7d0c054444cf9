//! What an archive holds of each noun: the format of its JSON, version 1.
//!
//! Ids are those of this installation and hold the rows together. Instants are RFC 3339 in UTC,
//! days `YYYY-MM-DD`. Rows in the trash are there too, with `trashed_at`. HTML made from Markdown
//! is left out: it can be made again. Fields may be added; none changes its meaning.

use blimp_accounts::invitations::schema::invitations;
use blimp_accounts::members::schema::members;
use blimp_accounts::users::schema::users;
use blimp_kit::{Date, Instant};
use blimp_projects::attachments::schema::attachments;
use blimp_projects::checklists::schema::checklist_items;
use blimp_projects::comments::schema::comments;
use blimp_projects::goals::schema::goals;
use blimp_projects::labels::schema::labels;
use blimp_projects::projects::schema::projects;
use blimp_projects::states::schema::states;
use blimp_projects::tasks::schema::tasks;
use blimp_projects::views::schema::saved_views;
use blimp_store::schema::event;
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::imports::schema::import_rows;

/// The version of the format.
pub const VERSION: u32 = 1;

/// A row with a place in its list.
pub(crate) trait Row: Serialize + Send + 'static {
    /// Its id.
    fn id(&self) -> i64;
}

macro_rules! rows {
    ($($(#[$about:meta])* $name:ident of $table:ident { $($(#[$field_about:meta])* $field:ident: $type:ty),* $(,)? })*) => {
        $(
            $(#[$about])*
            #[derive(Debug, Serialize, Queryable, Selectable)]
            #[diesel(table_name = $table)]
            pub(crate) struct $name {
                pub(crate) id: i64,
                $($(#[$field_about])* pub(crate) $field: $type,)*
            }

            impl Row for $name {
                fn id(&self) -> i64 {
                    self.id
                }
            }
        )*
    };
}

rows! {
    /// `projects.json`
    ProjectRow of projects {
        slug: String, name: String, colour: String,
        /// Markdown.
        notes: String,
        private: bool, archived_at: Option<Instant>, trashed_at: Option<Instant>,
        created_by: i64, created_at: Instant, updated_at: Instant,
    }
    /// `states.json`: the columns of boards, in the order of `position`.
    StateRow of states {
        project_id: i64, name: String, kind: String, position: String, created_at: Instant,
    }
    /// `goals.json`
    GoalRow of goals {
        project_id: i64, title: String, notes: String, due_on: Option<Date>, position: String,
        closed_at: Option<Instant>, trashed_at: Option<Instant>, created_by: i64,
        created_at: Instant, updated_at: Instant,
    }
    /// `labels.json`
    LabelRow of labels { name: String, colour: String, created_at: Instant }
    /// A task; `tasks.json` has its people and labels with it.
    TaskRow of tasks {
        project_id: i64, number: i64, title: String, notes: String, state_id: i64,
        previous_state_id: Option<i64>, goal_id: Option<i64>, parent_id: Option<i64>,
        position: String,
        /// 0 none, 1 low, 2 normal, 3 high, 4 urgent.
        priority: i64,
        start_on: Option<Date>, due_on: Option<Date>, closed_at: Option<Instant>,
        closed_by: Option<i64>, archived_at: Option<Instant>, trashed_at: Option<Instant>,
        created_by: i64, created_at: Instant, updated_at: Instant,
    }
    /// `checklist_items.json`
    ItemRow of checklist_items {
        task_id: i64, section: String, title: String, position: String, done_at: Option<Instant>,
        done_by: Option<i64>, trashed_at: Option<Instant>, created_at: Instant,
    }
    /// `comments.json`
    CommentRow of comments {
        project_id: i64, task_id: i64, author_id: i64, text: String, edited_at: Option<Instant>,
        trashed_at: Option<Instant>, created_at: Instant,
    }
    /// An attachment; `attachments.json` has where its file is in the archive with it.
    AttachmentRow of attachments {
        project_id: i64, task_id: i64, comment_id: Option<i64>, file_id: Option<i64>,
        url: Option<String>, name: String, created_by: i64, created_at: Instant,
        trashed_at: Option<Instant>,
    }
    /// `views.json`: saved ways to look at tasks.
    ViewRow of saved_views {
        project_id: Option<i64>, owner_id: i64, name: String, kind: String,
        /// JSON.
        query: String,
        shared: bool, is_default: bool, position: i64, created_at: Instant, updated_at: Instant,
    }
    /// `invitations.json`: those that were sent, without what opens them.
    InvitationRow of invitations {
        email: String, role: String, invited_by: Option<i64>, created_at: Instant,
        expires_at: Instant, accepted_at: Option<Instant>, accepted_by: Option<i64>,
        cancelled_at: Option<Instant>,
    }
    /// `activity.json`: what happened; facts that only one person may know are left out.
    EventRow of event {
        project_id: Option<i64>, actor_id: Option<i64>, name: String, subject_type: String,
        subject_id: i64, thread_id: Option<i64>,
        /// JSON.
        payload: String,
        /// JSON: old and new values.
        changes: String,
        at: Instant,
    }
}

/// `people.json`: who is in the company, and placeholders for people that an import spoke of.
#[derive(Debug, Serialize, Queryable, Selectable)]
pub(crate) struct PersonRow {
    #[diesel(select_expression = members::user_id)]
    pub(crate) id: i64,
    #[diesel(select_expression = members::role)]
    pub(crate) role: String,
    #[diesel(select_expression = members::joined_at)]
    pub(crate) joined_at: Instant,
    #[diesel(select_expression = users::name)]
    pub(crate) name: String,
    /// None for a placeholder.
    #[diesel(select_expression = users::email)]
    pub(crate) email: Option<String>,
    #[diesel(select_expression = users::time_zone)]
    pub(crate) time_zone: String,
    #[diesel(select_expression = users::language)]
    pub(crate) language: String,
    #[diesel(select_expression = users::source)]
    pub(crate) source: Option<String>,
}

impl Row for PersonRow {
    fn id(&self) -> i64 {
        self.id
    }
}

/// A line of `projects.json`: a project with the people it was opened to.
#[derive(Debug, Serialize)]
pub(crate) struct ProjectLine {
    #[serde(flatten)]
    pub(crate) project: ProjectRow,
    pub(crate) people_ids: Vec<i64>,
}

impl Row for ProjectLine {
    fn id(&self) -> i64 {
        self.project.id
    }
}

/// A line of `tasks.json`.
#[derive(Debug, Serialize)]
pub(crate) struct TaskLine {
    #[serde(flatten)]
    pub(crate) task: TaskRow,
    pub(crate) assignee_ids: Vec<i64>,
    pub(crate) watcher_ids: Vec<i64>,
    pub(crate) label_ids: Vec<i64>,
}

impl Row for TaskLine {
    fn id(&self) -> i64 {
        self.task.id
    }
}

/// A line of `attachments.json`.
#[derive(Debug, Serialize)]
pub(crate) struct AttachmentLine {
    #[serde(flatten)]
    pub(crate) attachment: AttachmentRow,
    /// Where it is in the archive; none for a link.
    pub(crate) path: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Option<i64>,
    pub(crate) sha256: Option<String>,
}

impl Row for AttachmentLine {
    fn id(&self) -> i64 {
        self.attachment.id
    }
}

/// A line of `activity.json`.
#[derive(Debug, Serialize)]
pub(crate) struct EventLine {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) project_id: Option<i64>,
    pub(crate) actor_id: Option<i64>,
    pub(crate) subject_type: String,
    pub(crate) subject_id: i64,
    pub(crate) thread_id: Option<i64>,
    pub(crate) fact: Value,
    pub(crate) changes: Value,
    pub(crate) at: Instant,
}

impl Row for EventLine {
    fn id(&self) -> i64 {
        self.id
    }
}

/// `origins.json`: which row a thing of another tool became.
#[derive(Debug, Serialize, Queryable, Selectable)]
#[diesel(table_name = import_rows)]
pub(crate) struct OriginRow {
    #[diesel(column_name = row_id)]
    pub(crate) id: i64,
    pub(crate) project_id: i64,
    pub(crate) source: String,
    pub(crate) kind: String,
    pub(crate) source_id: String,
    pub(crate) source_ref: Option<String>,
}
