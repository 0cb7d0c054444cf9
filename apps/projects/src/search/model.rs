//! What can be found, and what was.

use blimp_accounts::CompanyId;
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Text};

use super::terms::Terms;
use crate::place::{Place, TaskId};
use crate::projects::ProjectId;

blimp_kit::words!(
    /// What kind of thing was found.
    Kind as "HitKind" {
        /// A task: its title and notes.
        Task = "task",
        /// What somebody said about a task.
        Comment = "comment",
        /// The name of a file or link.
        File = "file",
    }
);

/// Something to be found.
#[derive(Debug, Clone, Copy)]
pub struct Doc<'a> {
    /// The company.
    pub company: CompanyId,
    /// The project of the task.
    pub project: ProjectId,
    /// The task that it is, or hangs on.
    pub task: TaskId,
    /// What it is.
    pub kind: Kind,
    /// The id of the task, comment or attachment.
    pub subject_id: i64,
    /// Weighs more than the body.
    pub title: &'a str,
    /// Plain text or Markdown.
    pub body: &'a str,
}

impl<'a> Doc<'a> {
    /// A task: its title and notes.
    pub fn task(at: Place, title: &'a str, notes: &'a str) -> Self {
        let (kind, subject_id) = (Kind::Task, at.task.into());
        let Place {
            company,
            project,
            task,
        } = at;
        Self {
            company,
            project,
            task,
            kind,
            subject_id,
            title,
            body: notes,
        }
    }
}

/// A row of a search's answer, best first.
#[derive(Debug, Clone, QueryableByName)]
pub struct Hit {
    /// The id of its document.
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    /// What it is.
    #[diesel(sql_type = Text)]
    pub kind: Kind,
    /// The id of the task, comment or attachment.
    #[diesel(sql_type = BigInt)]
    pub subject_id: i64,
    /// The task that it is, or hangs on.
    #[diesel(sql_type = BigInt)]
    pub task_id: TaskId,
    /// The task's project.
    #[diesel(sql_type = BigInt)]
    pub project_id: ProjectId,
    /// The task's number.
    #[diesel(sql_type = BigInt)]
    pub number: i64,
    /// The task's title.
    #[diesel(sql_type = Text)]
    pub task_title: String,
    /// The document's title: of the task, or the name of the file.
    #[diesel(sql_type = Text)]
    pub title: String,
    /// The beginning of the document's body.
    #[diesel(sql_type = Text)]
    pub body: String,
    /// How good the match is: higher is better.
    #[diesel(sql_type = BigInt)]
    pub score: i64,
}

/// What to look for, and where.
#[derive(Debug, Clone)]
pub struct Search {
    /// The company.
    pub company: CompanyId,
    /// What people typed.
    pub text: Terms,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only in this project.
    pub project: Option<ProjectId>,
}
