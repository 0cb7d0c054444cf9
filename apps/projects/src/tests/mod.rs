//! Projects and what is in them on real databases: who sees what, and what comes of what is done.

mod claiming;
mod counting;
mod doing;
mod inside;
mod seeing;

use blimp_accounts::{Actor, CompanyId, UserId, Via};
use blimp_kit::{Error, Result};
use blimp_store::{Conn, Tx, events};

use crate::projects::ProjectId;
use crate::search::queries::ground::Ground;

const ACME: CompanyId = CompanyId(1);
const UMBRA: CompanyId = CompanyId(2);
const SITE: ProjectId = ProjectId(10);
const SHOP: ProjectId = ProjectId(11);
const SECRET: ProjectId = ProjectId(12);
const GONE: ProjectId = ProjectId(13);

const OLGA: i64 = 1;
const MAX: i64 = 2;
const CLEO: i64 = 3;
const CARL: i64 = 4;
const CORA: i64 = 5;
const OTTO: i64 = 9;

/// Somebody as they act.
fn actor(conn: &mut Conn, user: i64) -> Actor {
    Actor::acting_for(conn, UserId(user), Via::House).unwrap()
}

/// A refusal in one word.
fn word<T>(result: Result<T>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(Error::NotFound) => "not found",
        Err(Error::Forbidden(_)) => "forbidden",
        Err(Error::Invalid(_)) => "invalid",
        Err(Error::Stale) => "stale",
        Err(Error::Conflict { code, .. }) => code,
        Err(error) => panic!("{error:?}"),
    }
}

/// The names of all facts so far, in order, with whom they are for.
async fn facts(ground: &Ground) -> Vec<(String, Option<i64>)> {
    let read = |tx: &mut Tx| {
        events::sequence(tx, 1000)?;
        events::after(tx, 0, 1000)
    };
    let rows = ground.write(read).await;
    rows.into_iter()
        .map(|row| (row.name, row.user_id))
        .collect()
}

async fn names_of_facts(ground: &Ground) -> Vec<String> {
    facts(ground)
        .await
        .into_iter()
        .map(|(name, _)| name)
        .collect()
}
