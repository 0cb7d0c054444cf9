//! Writes that may be asked for twice: `Idempotency-Key`.
//!
//! The key is claimed and the reply kept in the transaction of the change itself, so a crash
//! between commit and answer loses neither. Refused requests keep nothing.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use blimp_kit::{Error, Instant, Result};
use blimp_store::{Conn, Db, Job, Migrations, Tx, on_each};
use diesel::prelude::*;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use serde::{Deserialize, Serialize};

use crate::schema::idempotency_key;
use crate::{Caller, Problem, Reply};

/// The migrations of this crate.
pub const fn migrations() -> Migrations {
    static SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
    static POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
    Migrations {
        owner: "http",
        sqlite: &SQLITE,
        postgres: &POSTGRES,
    }
}

/// Runs `work` in a transaction and answers with its reply once the commit is durable.
///
/// The same `Idempotency-Key` with the same body, from the same caller to the same path, gets the
/// first reply again for 24 hours; with another body it gets 422. An `If-Match` that `work` did not
/// compare is refused with 412.
pub async fn write<F>(db: &Db, caller: Caller, work: F) -> Result<Response, Problem>
where
    F: FnOnce(&mut Tx) -> Result<Reply> + Send + 'static,
{
    let condition = caller.condition.clone();
    let answer = db
        .write(move |tx| {
            tx.caused_by(caller.request_id);
            let work = |tx: &mut Tx| {
                let reply = work(tx)?;
                caller.condition.settle()?;
                Ok(match tx.root() {
                    Some(fact) => reply.change(fact),
                    None => reply,
                })
            };
            let Some(ask) = caller.idempotency else {
                return work(tx).map(Ok);
            };
            let ask = Ask {
                body_hash: ask.body_hash(),
                scope: ask.scope,
            };
            if let Some(kept) = claim(tx, &ask)? {
                return replay(&ask, kept);
            }
            let reply = work(tx)?;
            keep(tx, &ask, &reply)?;
            Ok(Ok(reply))
        })
        .await
        .map_err(|error| condition.refusal(error))?;
    Ok(answer?.into_response())
}

/// What is asked under a key.
struct Ask {
    scope: String,
    body_hash: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = idempotency_key)]
struct Kept {
    body_hash: String,
    status: i64,
    headers: String,
    body: String,
}

#[derive(Insertable)]
#[diesel(table_name = idempotency_key)]
struct Claim<'a> {
    scope: &'a str,
    body_hash: &'a str,
    status: i64,
    headers: &'a str,
    body: &'a str,
    created_at: Instant,
}

/// Claims the key; what was kept under it, if anything was.
///
/// On Postgres the insert waits for another holder of the key to commit, then finds its reply.
fn claim(tx: &mut Tx, ask: &Ask) -> Result<Option<Kept>> {
    let row = Claim {
        scope: &ask.scope,
        body_hash: &ask.body_hash,
        status: 0,
        headers: "{}",
        body: "",
        created_at: tx.now(),
    };
    let new = on_each!(tx, c => diesel::insert_into(idempotency_key::table)
        .values(&row).on_conflict_do_nothing().execute(c))?;
    if new == 1 {
        return Ok(None);
    }
    let conn: &mut Conn = tx;
    let kept = idempotency_key::table
        .find(&ask.scope)
        .select(Kept::as_select())
        .first(conn)
        .optional()?;
    kept.map(Some)
        .ok_or_else(|| Error::Unavailable("a request with the same key".to_owned()))
}

fn replay(ask: &Ask, kept: Kept) -> Result<Result<Reply, Problem>> {
    if kept.body_hash != ask.body_hash {
        return Ok(Err(Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "idempotency_key_reused",
            "This Idempotency-Key was used with another body.",
        )));
    }
    let names: Vec<(String, String)> = serde_json::from_str(&kept.headers)?;
    let mut headers = HeaderMap::new();
    for (name, value) in names {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            headers.append(name, value);
        }
    }
    headers.insert("idempotent-replayed", HeaderValue::from_static("true"));
    let status = u16::try_from(kept.status)
        .ok()
        .and_then(|s| StatusCode::from_u16(s).ok());
    let status = status.ok_or_else(|| Error::fault("a kept reply without a status"))?;
    Ok(Ok(Reply {
        status,
        body: kept.body,
        headers,
        secret: false,
    }))
}

fn keep(tx: &mut Tx, ask: &Ask, reply: &Reply) -> Result {
    let conn: &mut Conn = tx;
    let row = idempotency_key::table.find(&ask.scope);
    if reply.secret {
        diesel::delete(row).execute(conn)?;
        return Ok(());
    }
    let headers: Vec<(&str, &str)> = reply
        .headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
        .collect();
    diesel::update(row)
        .set((
            idempotency_key::status.eq(i64::from(reply.status.as_u16())),
            idempotency_key::headers.eq(serde_json::to_string(&headers)?),
            idempotency_key::body.eq(&reply.body),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets replies older than 24 hours.
#[derive(Debug, Serialize, Deserialize)]
pub struct PruneIdempotencyKeys {}

impl Job for PruneIdempotencyKeys {
    const KIND: &'static str = "http.prune_idempotency_keys";
    const PRIO: i64 = 3;
}

impl PruneIdempotencyKeys {
    /// Deletes what is due, a thousand rows at a time; true when there may be more.
    pub fn prune(tx: &mut Tx) -> Result<bool> {
        let before = tx.now() - Duration::from_hours(24);
        let conn: &mut Conn = tx;
        let due: Vec<String> = idempotency_key::table
            .filter(idempotency_key::created_at.lt(before))
            .select(idempotency_key::scope)
            .limit(1000)
            .load(conn)?;
        let gone =
            diesel::delete(idempotency_key::table.filter(idempotency_key::scope.eq_any(&due)))
                .execute(conn)?;
        Ok(gone == 1000)
    }
}

#[cfg(test)]
mod tests;
