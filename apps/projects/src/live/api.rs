//! `GET /live`.

use std::sync::Arc;

use axum::extract::State;
use blimp_accounts::{Actor, CompanyId};
use blimp_app::Blimp;
use blimp_cache::presence::Present;
use blimp_http::live::{Sees, stream};
use blimp_http::{Filter, Problem, Result, Viewer};
use blimp_kit::{Clock, Error};
use blimp_store::{Conn, EventRow};
use serde::Deserialize;
use serde_json::Value;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::place::TaskId;
use crate::{activity, presence};

/// The routes of live.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new().routes(routes!(watch_live))
}

/// What to watch.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct LiveFilter {
    /// Only this company.
    company: Option<CompanyId>,
}

/// Watch what happens (Server-Sent Events).
///
/// Each event has the name of a fact, such as `task.created.v1`, and as data what `GET
/// /companies/{company}/events` lists. `Last-Event-ID` resumes; `reset` says that too much was
/// missed: read again what is on the screen. `access.lost.v1` comes to whom it concerns. Events
/// called `presence`, without an id, say who else looks at a task that one looks at (`PUT
/// /tasks/{task}/presence`).
#[utoipa::path(get, path = "/live", tag = "live", params(LiveFilter),
    responses((status = 200, description = "A stream of events.", body = String,
        content_type = "text/event-stream"), Problem))]
async fn watch_live(
    State(blimp): State<Blimp>,
    actor: Actor,
    viewer: Viewer,
    Filter(LiveFilter { company }): Filter<LiveFilter>,
) -> Result {
    if company.is_some_and(|company| actor.role_in(company).is_none()) {
        return Err(Error::NotFound.into());
    }
    let watcher = Watcher {
        clock: blimp.clock.clone(),
        actor,
        company,
    };
    stream(&blimp.feed, &blimp.db, viewer, watcher).await
}

/// Somebody who watches; what they may see is asked anew each time.
#[derive(Clone)]
struct Watcher {
    clock: Clock,
    actor: Actor,
    company: Option<CompanyId>,
}

impl Sees for Watcher {
    fn facts(
        &self,
        conn: &mut Conn,
        rows: &[Arc<EventRow>],
    ) -> blimp_kit::Result<Vec<Option<Value>>> {
        let actor = self.actor.reload(conn, self.clock.now())?;
        sees(conn, &actor, self.company, rows)
    }

    fn whoami(&self) -> Option<i64> {
        Some(self.actor.user.0)
    }

    fn present(
        &self,
        conn: &mut Conn,
        task: i64,
        there: &[Present],
    ) -> blimp_kit::Result<Option<Value>> {
        let actor = self.actor.reload(conn, self.clock.now())?;
        let found = presence::queries::find(conn, &actor, TaskId(task), there)?;
        Ok(found.map(serde_json::to_value).transpose()?)
    }
}

fn sees(
    conn: &mut Conn,
    actor: &Actor,
    company: Option<CompanyId>,
    rows: &[Arc<EventRow>],
) -> blimp_kit::Result<Vec<Option<Value>>> {
    let wanted = |row: &EventRow| match (company, row.company_id) {
        (Some(wanted), Some(company)) => wanted.0 == company,
        _ => true,
    };
    let facts = activity::queries::show(conn, actor, rows)?;
    let shown = rows
        .iter()
        .zip(facts)
        .map(|(row, fact)| fact.filter(|_| wanted(row)));
    shown
        .map(|fact| Ok(fact.map(serde_json::to_value).transpose()?))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use blimp_accounts::{Actor, CompanyId, SessionId, Via};
    use blimp_kit::Error;
    use blimp_store::{Conn, events};

    use super::sees;
    use crate::search::queries::ground::Ground;

    #[tokio::test]
    async fn who_watches_one_company_hears_of_that_one_and_of_themselves() {
        for ground in Ground::each().await {
            ground
                .run("INSERT INTO members (company_id, user_id, role, joined_at) VALUES (2, 1, 'admin', 0)")
                .await;
            ground
                .run(
                    "INSERT INTO event (id, seq, company_id, project_id, user_id, name, subject_type, subject_id, payload, changes, at) VALUES
                        (1, 1, 1, 10, NULL, 'a.v1', 'task', 100, '{}', '{}', 1),
                        (2, 2, 2, 20, NULL, 'b.v1', 'task', 200, '{}', '{}', 2),
                        (3, 3, NULL, NULL, 1, 'c.v1', 'user', 1, '{}', '{}', 3)",
                )
                .await;
            for (company, expected) in [
                (None, [true, true, true]),
                (Some(1), [true, false, true]),
                (Some(2), [false, true, true]),
            ] {
                let ask = move |conn: &mut Conn, actor: &Actor| {
                    let rows: Vec<_> = events::after(conn, 0, 10)?
                        .into_iter()
                        .map(Arc::new)
                        .collect();
                    sees(conn, actor, company.map(CompanyId), &rows)
                };
                let seen = ground.as_user(1, ask).await;
                assert_eq!(
                    seen.iter().map(Option::is_some).collect::<Vec<_>>(),
                    expected
                );
            }
        }
    }

    #[tokio::test]
    async fn a_stream_ends_with_its_session() {
        for ground in Ground::each().await {
            let now = ground.db.clock().now();
            let ask = move |conn: &mut Conn, actor: &Actor| {
                let gone = Actor {
                    via: Via::Session(SessionId(99)),
                    ..actor.clone()
                };
                Ok((
                    gone.reload(conn, now).err(),
                    actor.reload(conn, now)?.memberships.len(),
                ))
            };
            let (refused, companies) = ground.as_user(3, ask).await;
            assert!(
                matches!(refused, Some(Error::Unauthenticated)),
                "{refused:?}"
            );
            assert_eq!(companies, 1);
        }
    }

    #[test]
    fn the_document_has_every_route_of_talk() {
        let document = crate::app().router().split_for_parts().1;
        for path in [
            "/companies/{company}/search",
            "/tasks/{task}/comments",
            "/comments/{comment}",
            "/comments/{comment}/restoration",
            "/tasks/{task}/attachments",
            "/tasks/{task}/links",
            "/attachments/{attachment}",
            "/attachments/{attachment}/restoration",
            "/files/{file}/content",
            "/files/{file}/thumbnail",
            "/companies/{company}/events",
            "/live",
        ] {
            let item = serde_json::to_value(document.paths.paths.get(path)).unwrap();
            let operations = item.as_object().expect(path);
            for operation in operations.values().filter(|_| path.contains('{')) {
                assert_eq!(operation["parameters"][0]["in"], "path", "{path}");
            }
        }
    }
}
