//! SQL with binds between its pieces, prepared once for each connection.
//!
//! `diesel::sql_query` would be prepared anew each time.

use blimp_kit::Instant;
use blimp_store::JobId;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{Array, BigInt, Text, Untyped};
use diesel::sqlite::Sqlite;
use serde::Serialize;

/// A value between two pieces.
#[derive(Debug, Clone)]
pub(super) enum Bind {
    Number(i64),
    Text(String),
    /// Postgres only.
    Numbers(Vec<i64>),
    /// Postgres only.
    Texts(Vec<String>),
}

impl From<i64> for Bind {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Instant> for Bind {
    fn from(at: Instant) -> Self {
        Self::Number(at.0)
    }
}

impl From<&str> for Bind {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&[JobId]> for Bind {
    fn from(ids: &[JobId]) -> Self {
        Self::Numbers(ids.iter().map(|id| id.0).collect())
    }
}

impl Bind {
    /// A list as SQLite takes one: for `json_each`.
    pub(super) fn json<T: Serialize>(list: &[T]) -> Self {
        Self::Text(serde_json::to_string(list).unwrap_or_else(|_| "[]".to_owned()))
    }
}

/// SQL whose pieces never change.
#[derive(Debug)]
pub(super) struct Statement {
    pieces: &'static [&'static str],
    binds: Vec<Bind>,
}

impl Statement {
    /// One bind less than pieces.
    pub(super) const fn new(pieces: &'static [&'static str], binds: Vec<Bind>) -> Self {
        Self { pieces, binds }
    }
}

impl QueryFragment<Sqlite> for Statement {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        for (place, piece) in self.pieces.iter().enumerate() {
            out.push_sql(piece);
            match self.binds.get(place) {
                Some(Bind::Number(number)) => out.push_bind_param::<BigInt, i64>(number)?,
                Some(Bind::Text(text)) => out.push_bind_param::<Text, String>(text)?,
                Some(Bind::Numbers(_) | Bind::Texts(_)) => {
                    return Err(wrong("SQLite has no lists"));
                }
                None => {}
            }
        }
        Ok(())
    }
}

impl QueryFragment<Pg> for Statement {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        for (place, piece) in self.pieces.iter().enumerate() {
            out.push_sql(piece);
            match self.binds.get(place) {
                Some(Bind::Number(number)) => out.push_bind_param::<BigInt, i64>(number)?,
                Some(Bind::Text(text)) => out.push_bind_param::<Text, String>(text)?,
                Some(Bind::Numbers(all)) => {
                    out.push_bind_param::<Array<BigInt>, Vec<i64>>(all)?;
                }
                Some(Bind::Texts(all)) => out.push_bind_param::<Array<Text>, Vec<String>>(all)?,
                None => {}
            }
        }
        Ok(())
    }
}

fn wrong(words: &str) -> diesel::result::Error {
    diesel::result::Error::QueryBuilderError(words.into())
}

/// Told apart by their text.
impl QueryId for Statement {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Statement {
    type SqlType = Untyped;
}

impl<C> RunQueryDsl<C> for Statement {}
