//! For the operator's people: the queue as JSON, under `/staff/api/`, for whoever bears
//! `STAFF_TOKEN`. Not part of the public API and its document; docs/guides/queue.md describes it.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use blimp_http::{Filter, Json as Body, Path, Problem, double_option};
use blimp_kit::{Error, Instant, PageParams};
use blimp_queue::admin::{self, Bulk, Change, EndedFilter, JobFilter};
use blimp_store::{Db, JobId};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::config::STAFF_TOKEN;
use crate::house::House;
use crate::ops::bears;

type Result<T = Json<Value>> = std::result::Result<T, Problem>;

/// The routes, there only for who bears the token.
pub(crate) fn routes(house: &House) -> Router {
    let token: Arc<str> = house.settings.text(&STAFF_TOKEN).into();
    let api = Router::new()
        .route("/queues", get(list_queues))
        .route("/queues/{name}", post(change_queue))
        .route("/pulse", get(feel_pulse))
        .route("/jobs", get(list_jobs))
        .route("/jobs/{job}", get(show_job))
        .route("/jobs/{job}/retry", post(retry_job))
        .route("/jobs/{job}/cancellation", post(cancel_job))
        .route("/history", get(list_history))
        .route("/retries", post(retry_dead))
        .route("/cancellations", post(cancel_many))
        .layer(from_fn_with_state(token, guard))
        .with_state(house.blimp.db.clone());
    Router::new().nest("/staff/api", api)
}

async fn guard(State(token): State<Arc<str>>, request: Request, next: Next) -> Response {
    if bears(&token, request.headers()) {
        next.run(request).await
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}

async fn list_queues(State(db): State<Db>) -> Result {
    let now = db.clock().now();
    let queues = db.read(move |conn| admin::queues(conn, now)).await?;
    Ok(Json(json!({ "items": queues })))
}

/// What to change; what is not named stays, null takes a limit away.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::option_option,
    reason = "left out, null and a value are three things to ask"
)]
struct QueueBody {
    paused: Option<bool>,
    #[serde(default, deserialize_with = "double_option")]
    max_running: Option<Option<i64>>,
    #[serde(default, deserialize_with = "double_option")]
    rate: Option<Option<String>>,
}

async fn change_queue(
    State(db): State<Db>,
    Path(name): Path<String>,
    Body(body): Body<QueueBody>,
) -> Result {
    let read = |text: String| text.parse();
    let rate = body.rate.map(|rate| rate.map(read).transpose()).transpose();
    let rate = rate.map_err(|says: String| Error::invalid("rate", "bad_rate", says))?;
    let change = Change {
        paused: body.paused,
        max_running: body.max_running,
        rate,
    };
    db.write(move |tx| admin::set_queue(tx, &name, change))
        .await?;
    list_queues(State(db)).await
}

async fn feel_pulse(State(db): State<Db>) -> Result {
    let now = db.clock().now();
    let pulse = db.read(move |conn| admin::pulse(conn, now)).await?;
    Ok(Json(serde_json::to_value(pulse).map_err(Error::from)?))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Which {
    state: Option<blimp_queue::State>,
    status: Option<String>,
    queue: Option<String>,
    kind: Option<String>,
    limit: Option<i64>,
    cursor: Option<String>,
}

impl Which {
    fn page(&self) -> PageParams {
        PageParams {
            limit: self.limit,
            cursor: self.cursor.clone(),
        }
    }
}

async fn list_jobs(State(db): State<Db>, Filter(which): Filter<Which>) -> Result {
    let filter = JobFilter {
        page: which.page(),
        state: which.state,
        queue: which.queue,
        kind: which.kind,
    };
    let jobs = db.read(move |conn| admin::list(conn, &filter)).await?;
    Ok(Json(serde_json::to_value(jobs).map_err(Error::from)?))
}

async fn list_history(State(db): State<Db>, Filter(which): Filter<Which>) -> Result {
    let filter = EndedFilter {
        page: which.page(),
        status: which.status,
        queue: which.queue,
        kind: which.kind,
    };
    let jobs = db.read(move |conn| admin::history(conn, &filter)).await?;
    Ok(Json(serde_json::to_value(jobs).map_err(Error::from)?))
}

async fn show_job(State(db): State<Db>, Path(id): Path<JobId>) -> Result {
    let found = db.read(move |conn| admin::describe(conn, id)).await?;
    Ok(Json(found.ok_or(Error::NotFound)?))
}

async fn retry_job(State(db): State<Db>, Path(id): Path<JobId>) -> Result {
    db.write(move |tx| admin::retry(tx, id)).await?;
    Ok(Json(json!({ "retried": 1 })))
}

async fn cancel_job(State(db): State<Db>, Path(id): Path<JobId>) -> Result {
    db.write(move |tx| admin::cancel(tx, id)).await?;
    Ok(Json(json!({ "cancelled": 1 })))
}

/// Which of many.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Many {
    state: Option<blimp_queue::State>,
    queue: Option<String>,
    kind: Option<String>,
    since: Option<Instant>,
    until: Option<Instant>,
}

impl Many {
    fn of(self, state: blimp_queue::State) -> Bulk {
        Bulk {
            state: Some(state),
            queue: self.queue,
            kind: self.kind,
            since: self.since,
            until: self.until,
        }
    }
}

async fn retry_dead(State(db): State<Db>, Body(many): Body<Many>) -> Result {
    let which = many.of(blimp_queue::State::Dead);
    let (done, refused) = admin::in_chunks(&db, &which, admin::retry_chunk).await?;
    Ok(Json(json!({ "retried": done, "refused": refused })))
}

async fn cancel_many(State(db): State<Db>, Body(many): Body<Many>) -> Result {
    let says = "Say which: ready, running, published, blocked or dead.";
    let state = many
        .state
        .ok_or_else(|| Error::invalid("state", "missing", says))?;
    let which = many.of(state);
    let (done, refused) = admin::in_chunks(&db, &which, admin::cancel_chunk).await?;
    Ok(Json(json!({ "cancelled": done, "refused": refused })))
}
