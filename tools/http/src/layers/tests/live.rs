//! A live stream through all the layers.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use axum::routing::get;
use blimp_kit::Clock;
use blimp_store::{Conn, Db, EventRow};
use futures::StreamExt as _;
use serde_json::Value;
use tower::ServiceExt as _;

use super::options;
use crate::layers::wrap;
use crate::live::stream;
use crate::testing::Ground;
use crate::{Feed, Result, Viewer};

async fn watch(State((db, feed)): State<(Db, Feed)>, viewer: Viewer) -> Result {
    let nothing = |_: &mut Conn, rows: &[Arc<EventRow>]| Ok(vec![None::<Value>; rows.len()]);
    stream(&feed, &db, viewer, nothing).await
}

#[tokio::test]
async fn a_stream_is_passed_on_as_it_comes() {
    let ground = Ground::sqlite();
    let db = ground.open(Clock::system());
    let feed = Feed::start(db.clone());
    let router = Router::new()
        .route("/api/v1/live", get(watch))
        .with_state((db, feed.clone()));
    let router = wrap(router, &options());
    for (last, status) in [(None, 200), (Some("0"), 200), (Some("x"), 400)] {
        let mut request = Request::get("/api/v1/live").header("accept-encoding", "gzip, br");
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let request = request.body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), status, "{last:?}");
        if status != 200 {
            continue;
        }
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["cache-control"], "no-store");
        assert_eq!(response.headers()["x-accel-buffering"], "no");
        assert!(!response.headers().contains_key("content-encoding"));
        let first = response
            .into_body()
            .into_data_stream()
            .next()
            .await
            .unwrap()
            .unwrap();
        assert!(first.starts_with(b"id: 0\n"), "{first:?}");
    }
}
