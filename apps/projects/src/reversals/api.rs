//! `POST /events/{event}/reversal`.

use axum::extract::State;
use axum::response::Response;
use blimp_accounts::Actor;
use blimp_app::Blimp;
use blimp_http::{self as http, Caller, Path, Problem, Reply, Result};
use blimp_store::EventId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{actions, policy};
use crate::changes::api::ChangeBody;

/// The routes of reversals.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new().routes(routes!(reverse_event))
}

/// Undo a change of tasks.
///
/// `event` is the fact that tells of it: of a whole change the first one, which the `Blimp-Change`
/// header of the answer to every change names. Where somebody changed the same field since, the
/// answer is 409 and names it; of a change of many tasks those are in `refused` and the others are
/// undone. The answer's `event_id` undoes the reversal.
#[utoipa::path(post, path = "/events/{event}/reversal", tag = "activity",
    params(("event" = EventId, Path)),
    responses((status = 200, body = ChangeBody), Problem))]
async fn reverse_event(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<EventId>,
) -> Result<Response> {
    http::write(&blimp.db, caller, move |tx| {
        let row = policy::reverse(tx, &actor, id)?;
        Reply::ok(&ChangeBody::from(actions::reverse(tx, &actor, &row)?))
    })
    .await
}
