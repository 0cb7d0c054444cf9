//! Facts: what happened, to what, by whom, and what changed.

use blimp_kit::{Instant, Result};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::schema::event;
use crate::{Conn, Dialect, on_each};

blimp_kit::id!(
    /// A recorded fact.
    EventId
);

/// A fact, past tense, with a versioned name: `TaskClosed` is `task.closed.v1`.
///
/// The serialised form is kept for ever: add fields with `#[serde(default)]`, or make a `v2`.
pub trait Event: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The wire name, such as `task.closed.v1`.
    const NAME: &'static str;

    /// What the fact is about, which decides who may read it.
    fn about(&self) -> About;
}

/// What a fact is about. Ids are opaque to the store.
///
/// Whoever may see `project` (or `company`, where no project is named) may read the fact; where
/// `user` is named, only that person.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// The tenant; none for facts of a person alone.
    pub company: Option<i64>,
    /// The project whose viewers may know.
    pub project: Option<i64>,
    /// The only person who may know.
    pub user: Option<i64>,
    /// Who did it; none for the house itself.
    pub actor: Option<i64>,
    /// What it happened to.
    pub subject: Subject,
    /// The row whose history it belongs to, where that is not the subject: a comment's task.
    pub thread: Option<i64>,
    /// Old and new values.
    pub changes: Changes,
}

/// What a fact happened to: a kind of row, such as `task`, and its id.
#[derive(Debug, Clone, Copy, Default)]
pub struct Subject {
    /// The kind of row.
    pub kind: &'static str,
    /// Its id.
    pub id: i64,
}

impl Subject {
    /// A subject of this kind and id.
    pub fn new(kind: &'static str, id: impl Into<i64>) -> Self {
        Self {
            kind,
            id: id.into(),
        }
    }
}

/// Old and new values by field: `{"title": {"from": "a", "to": "b"}}`.
#[derive(Debug, Clone, Default, Serialize, serde::Deserialize, PartialEq)]
#[serde(transparent)]
pub struct Changes(Map<String, Value>);

impl Changes {
    /// Notes a field's old and new value, if they differ.
    pub fn note<T: Serialize + PartialEq>(&mut self, field: &str, from: &T, to: &T) {
        if from != to {
            self.0
                .insert(field.to_owned(), json!({ "from": from, "to": to }));
        }
    }

    /// The same, in a chain.
    #[must_use]
    pub fn and<T: Serialize + PartialEq>(mut self, field: &str, from: &T, to: &T) -> Self {
        self.note(field, from, to);
        self
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this field changed.
    pub fn has(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }

    /// A field's new value.
    pub fn to(&self, field: &str) -> Option<&Value> {
        self.0.get(field)?.get("to")
    }
}

/// A fact as it stands in the table.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = event)]
pub struct EventRow {
    /// Its id.
    pub id: EventId,
    /// Its place in the order of visibility.
    pub seq: Option<i64>,
    /// The tenant.
    pub company_id: Option<i64>,
    /// The project whose viewers may know.
    pub project_id: Option<i64>,
    /// The only person who may know.
    pub user_id: Option<i64>,
    /// Who did it.
    pub actor_id: Option<i64>,
    /// The wire name.
    pub name: String,
    /// The kind of row it happened to.
    pub subject_type: String,
    /// And its id.
    pub subject_id: i64,
    /// The row whose history it belongs to.
    pub thread_id: Option<i64>,
    /// The fact, JSON.
    pub payload: String,
    /// Old and new values, JSON.
    pub changes: String,
    /// The request that caused it.
    pub request_id: Option<String>,
    /// When.
    pub at: Instant,
    /// The first fact of the change that this one is a part of; none for the first itself.
    pub part_of: Option<EventId>,
}

impl EventRow {
    /// The fact itself.
    pub fn fact<E: Event>(&self) -> Result<E> {
        Ok(serde_json::from_str(&self.payload)?)
    }
}

#[derive(Insertable)]
#[diesel(table_name = event, treat_none_as_default_value = false)]
pub(crate) struct NewEvent<'a> {
    pub(crate) company_id: Option<i64>,
    pub(crate) project_id: Option<i64>,
    pub(crate) user_id: Option<i64>,
    pub(crate) actor_id: Option<i64>,
    pub(crate) name: &'a str,
    pub(crate) subject_type: &'a str,
    pub(crate) subject_id: i64,
    pub(crate) thread_id: Option<i64>,
    pub(crate) payload: &'a str,
    pub(crate) changes: &'a str,
    pub(crate) request_id: Option<String>,
    pub(crate) at: Instant,
    pub(crate) part_of: Option<EventId>,
}

pub(crate) fn insert(conn: &mut Conn, row: &NewEvent<'_>) -> Result<EventId> {
    let id: EventId = on_each!(conn, c => diesel::insert_into(event::table)
        .values(row).returning(event::id).get_result(c))?;
    if conn.dialect() == Dialect::Sqlite {
        // One writer commits in the order of ids, so the id is the order.
        diesel::update(event::table.find(id))
            .set(event::seq.eq(id.0))
            .execute(conn)?;
    }
    Ok(id)
}

/// Writes many facts in one statement; their ids, in the order of the rows.
pub(crate) fn insert_all(conn: &mut Conn, rows: &[NewEvent<'_>]) -> Result<Vec<EventId>> {
    let mut ids: Vec<EventId> = on_each!(conn, c => diesel::insert_into(event::table)
        .values(rows).returning(event::id).get_results(c))?;
    ids.sort_unstable();
    if let (Dialect::Sqlite, Some(first), Some(last)) = (conn.dialect(), ids.first(), ids.last()) {
        // As above; nobody else writes between the first and the last.
        diesel::update(event::table.filter(event::id.between(*first, *last)))
            .set(event::seq.eq(event::id.nullable()))
            .execute(conn)?;
    }
    Ok(ids)
}

/// The fact with this id.
pub fn find(conn: &mut Conn, id: EventId) -> Result<Option<EventRow>> {
    Ok(event::table
        .find(id)
        .select(EventRow::as_select())
        .first(conn)
        .optional()?)
}

/// Deletes up to `limit` facts of a tenant that is gone, those before `until`; says how many.
///
/// `until` has its place in the order: who follows the feed never finds a place given out twice.
pub fn erase(conn: &mut Conn, company: i64, until: EventId, limit: i64) -> Result<usize> {
    let ids: Vec<EventId> = event::table
        .filter(event::company_id.eq(company))
        .filter(event::id.lt(until))
        .order(event::id)
        .limit(limit)
        .select(event::id)
        .load(conn)?;
    Ok(diesel::delete(event::table.filter(event::id.eq_any(ids))).execute(conn)?)
}

/// The wire names of these facts, in the order of their ids.
pub fn names(conn: &mut Conn, ids: &[EventId]) -> Result<Vec<(EventId, String)>> {
    Ok(event::table
        .filter(event::id.eq_any(ids.to_vec()))
        .order(event::id)
        .select((event::id, event::name))
        .load(conn)?)
}

/// Facts that became visible after `seq`, in order.
pub fn after(conn: &mut Conn, seq: i64, limit: i64) -> Result<Vec<EventRow>> {
    Ok(event::table
        .filter(event::seq.gt(seq))
        .order(event::seq)
        .limit(limit)
        .select(EventRow::as_select())
        .load(conn)?)
}

/// The last place given out; 0 where nothing has happened yet.
pub fn last_seq(conn: &mut Conn) -> Result<i64> {
    let last: Option<Option<i64>> = event::table
        .filter(event::seq.is_not_null())
        .order(event::seq.desc())
        .select(event::seq)
        .first(conn)
        .optional()?;
    Ok(last.flatten().unwrap_or(0))
}

/// Numbers committed facts on Postgres, up to `limit` at a time; returns how many.
///
/// An id is taken before its commit, so an order by id would hide the facts of slow
/// transactions from whoever reads on. One process at a time does this, under an advisory lock,
/// which must be a statement of its own: the next one then sees what its last holder committed.
pub fn sequence(conn: &mut Conn, limit: i64) -> Result<usize> {
    let Conn::Postgres(pg) = conn else {
        return Ok(0);
    };
    let mine: bool = diesel::select(diesel::dsl::sql::<Bool>(
        "pg_try_advisory_xact_lock(4207849)",
    ))
    .get_result(pg)?;
    if !mine {
        return Ok(0);
    }
    Ok(diesel::sql_query(
        "UPDATE event SET seq = due.seq FROM (\
             SELECT id, (SELECT coalesce(max(seq), 0) FROM event) \
                        + row_number() OVER (ORDER BY id) AS seq \
             FROM event WHERE seq IS NULL ORDER BY id LIMIT $1\
         ) AS due WHERE event.id = due.id AND event.seq IS NULL",
    )
    .bind::<BigInt, _>(limit)
    .execute(pg)?)
}
