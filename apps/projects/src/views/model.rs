//! A view.

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::{Error, Instant, Result};
use diesel::prelude::*;
use serde_json::{Map, Value};

use super::schema::saved_views;
use crate::projects::ProjectId;
use crate::text::Tag;

blimp_kit::id!(
    /// A saved view.
    ViewId
);

blimp_kit::words!(
    /// What a view looks like.
    Kind as "ViewKind" {
        /// Columns of cards.
        Board = "board",
        /// A table.
        List = "list",
        /// Days and weeks.
        Calendar = "calendar",
    }
);

/// The longest query, in bytes of JSON.
pub const MAX_QUERY: usize = 4_096;

/// The most views of one person in one company.
pub const MAX_VIEWS: i64 = 200;

/// The highest place.
pub const MAX_POSITION: i64 = 1_000_000;

/// A way to look at tasks.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = saved_views)]
pub struct View {
    /// Its id.
    pub id: ViewId,
    /// The company.
    pub company_id: CompanyId,
    /// The project; none for the company's tasks.
    pub project_id: Option<ProjectId>,
    /// Who saved it.
    pub owner_id: UserId,
    /// What it is called.
    pub name: Tag,
    /// What it looks like.
    pub kind: Kind,
    /// The client's search parameters, a JSON object.
    pub query: String,
    /// Whether it is for all who see the project, or work in the company.
    pub shared: bool,
    /// Whether the project opens with it.
    pub is_default: bool,
    /// Its place among the others; those alike are in the order in which they were made.
    pub position: i64,
    /// When it was saved.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Raised by every change.
    pub version: i64,
}

/// A row to be written.
#[derive(Debug, Insertable)]
#[diesel(table_name = saved_views, treat_none_as_default_value = false)]
pub(crate) struct Row {
    pub(crate) company_id: CompanyId,
    pub(crate) project_id: Option<ProjectId>,
    pub(crate) owner_id: UserId,
    pub(crate) name: Tag,
    pub(crate) kind: Kind,
    pub(crate) query: String,
    pub(crate) shared: bool,
    pub(crate) is_default: bool,
    pub(crate) position: i64,
    pub(crate) created_at: Instant,
    pub(crate) updated_at: Instant,
}

/// What can be said of a view; `None` leaves a field as it is.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = saved_views)]
pub struct Patch {
    /// What it is called.
    pub name: Option<Tag>,
    /// What it looks like.
    pub kind: Option<Kind>,
    /// The client's search parameters.
    pub query: Option<String>,
    /// Whether it is for all.
    pub shared: Option<bool>,
    /// Whether the project opens with it.
    pub is_default: Option<bool>,
    /// Its place.
    pub position: Option<i64>,
}

/// Which views to list.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Of this company.
    pub company: CompanyId,
    /// Only of this project (`Some(Some)`), or only those of no project (`Some(None)`).
    pub project: Option<Option<ProjectId>>,
}

/// A query as it is kept, if it is not too long.
pub fn kept(query: &Map<String, Value>) -> Result<String> {
    let text = serde_json::to_string(query)?;
    if text.len() > MAX_QUERY {
        let message = format!("At most {MAX_QUERY} bytes of JSON.");
        return Err(Error::invalid("query", "too_long", message));
    }
    // Postgres keeps no NUL, not even one that is written as \u0000 and read back.
    if text.contains("\\u0000") {
        return Err(Error::invalid(
            "query",
            "bad_character",
            "No NUL characters.",
        ));
    }
    Ok(text)
}

/// A place that is in bounds.
pub fn place(position: i64) -> Result<i64> {
    if (0..=MAX_POSITION).contains(&position) {
        return Ok(position);
    }
    let message = format!("0 to {MAX_POSITION}.");
    Err(Error::invalid("position", "out_of_range", message))
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::{MAX_QUERY, kept, place};

    fn map(value: &Value) -> Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn a_query_has_an_end() {
        assert_eq!(kept(&map(&json!({ "a": 1 }))).unwrap(), r#"{"a":1}"#);
        let long = "x".repeat(MAX_QUERY);
        assert!(kept(&map(&json!({ "a": long }))).is_err());
        assert!(kept(&map(&json!({ "a": "\0" }))).is_err());
        assert!(place(-1).is_err() && place(5).is_ok() && place(i64::MAX).is_err());
    }
}
