//! Jobs that came to their end.

use blimp_kit::{Error, Instant, Page, PageParams, Result};
use blimp_store::{Conn, JobId};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::schema::job_done;

/// Which ended jobs to list.
#[derive(Debug, Clone, Default)]
pub struct EndedFilter {
    /// Only those that ended so: `done` or `cancelled`.
    pub status: Option<String>,
    /// Only those of this queue.
    pub queue: Option<String>,
    /// Only those of this kind.
    pub kind: Option<String>,
    /// How many, from where.
    pub page: PageParams,
}

/// A job that came to its end.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EndedRow {
    /// Its id.
    pub id: JobId,
    /// The tenant it worked for.
    pub company_id: Option<i64>,
    /// The queue it waited in.
    pub queue: String,
    /// What it did.
    pub kind: String,
    /// `done` or `cancelled`.
    pub status: String,
    /// Tries that it took.
    pub attempt: i64,
    /// When it was made.
    pub created_at: Instant,
    /// When it was due.
    pub run_at: Option<Instant>,
    /// When its last try began.
    pub started_at: Option<Instant>,
    /// When it ended.
    pub finished_at: Instant,
    /// What went wrong in the try before the last.
    pub last_error: Option<String>,
    /// What it came to.
    pub result: Option<Value>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = job_done)]
struct Row {
    id: JobId,
    company_id: Option<i64>,
    queue: String,
    kind: String,
    status: String,
    attempt: i64,
    created_at: Instant,
    run_at: Option<Instant>,
    started_at: Option<Instant>,
    finished_at: Instant,
    last_error: Option<String>,
    result: Option<String>,
}

impl From<Row> for EndedRow {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            company_id: row.company_id,
            queue: row.queue,
            kind: row.kind,
            status: row.status,
            attempt: row.attempt,
            created_at: row.created_at,
            run_at: row.run_at,
            started_at: row.started_at,
            finished_at: row.finished_at,
            last_error: row.last_error,
            result: row.result.and_then(|text| serde_json::from_str(&text).ok()),
        }
    }
}

/// Jobs that ended, the latest first.
pub fn history(conn: &mut Conn, filter: &EndedFilter) -> Result<Page<EndedRow>> {
    if filter
        .status
        .as_deref()
        .is_some_and(|s| s != "done" && s != "cancelled")
    {
        return Err(Error::bad_parameter("status", "`done` or `cancelled`."));
    }
    let limit = filter.page.limit()?;
    let mut rows = job_done::table
        .select(Row::as_select())
        .order((job_done::finished_at.desc(), job_done::id.desc()))
        .limit(limit + 1)
        .into_boxed::<<Conn as Connection>::Backend>();
    if let Some(status) = &filter.status {
        rows = rows.filter(job_done::status.eq(status));
    }
    if let Some(queue) = &filter.queue {
        rows = rows.filter(job_done::queue.eq(queue));
    }
    if let Some(kind) = &filter.kind {
        rows = rows.filter(job_done::kind.eq(kind));
    }
    if let Some((at, id)) = filter.page.after::<(Instant, JobId)>()? {
        let same = job_done::finished_at.eq(at).and(job_done::id.lt(id.0));
        rows = rows
            .filter(job_done::finished_at.le(at))
            .filter(job_done::finished_at.lt(at).or(same));
    }
    let rows: Vec<Row> = rows.load(conn)?;
    Ok(Page::cut(rows, limit, |row| (row.finished_at, row.id)).map(EndedRow::from))
}

/// The ended job with this id, until it is forgotten.
pub fn find_ended(conn: &mut Conn, id: JobId) -> Result<Option<EndedRow>> {
    let row = job_done::table
        .find(id.0)
        .select(Row::as_select())
        .first::<Row>(conn)
        .optional()?;
    Ok(row.map(EndedRow::from))
}
