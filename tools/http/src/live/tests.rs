//! Live updates on a real SQLite file.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::body::BodyDataStream;
use blimp_kit::{Clock, Error};
use blimp_store::{About, Conn, Db, Event, EventRow, Subject};
use futures::StreamExt as _;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::stream::MOST_MISSED;
use super::{Feed, Room, Viewer, stream};
use crate::testing::Ground;

#[derive(Serialize, Deserialize)]
struct BoatLaunched {
    boat: i64,
    company: i64,
}

impl Event for BoatLaunched {
    const NAME: &'static str = "boat.launched.v1";

    fn about(&self) -> About {
        About {
            company: Some(self.company),
            subject: Subject::new("boat", self.boat),
            ..About::default()
        }
    }
}

struct House {
    db: Db,
    feed: Feed,
    ground: Ground,
}

impl House {
    /// On each database there is.
    fn each() -> Vec<Self> {
        let grounds = Ground::each().into_iter();
        grounds
            .map(|ground| Self::on(ground, Room::default()))
            .collect()
    }

    fn new() -> Self {
        Self::on(Ground::sqlite(), Room::default())
    }

    fn on(ground: Ground, room: Room) -> Self {
        let db = ground.open(Clock::system());
        let feed = Feed::with_room(db.clone(), room);
        Self { db, feed, ground }
    }

    /// Launches boats `from..=to`, odd ones of company 1, even ones of company 2.
    async fn launch(&self, from: i64, to: i64) {
        launch(&self.db, from, to).await;
    }

    /// Waits until the feed has told of the fact `seq`.
    async fn told(&self, seq: i64) {
        while self.feed.position().await < seq {
            tokio::task::yield_now().await;
        }
    }

    async fn watch(&self, last: Option<i64>) -> Watching {
        let viewer = Viewer {
            who: "ana".to_owned(),
            last_event_id: last,
        };
        let response = stream(&self.feed, &self.db, viewer, company_one)
            .await
            .unwrap();
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let mut watching = Watching {
            body: response.into_body().into_data_stream(),
            text: String::new(),
        };
        let hello = watching.next().await.unwrap();
        assert!(
            hello.comment && hello.id.is_some() && hello.retry.is_some(),
            "{hello:?}"
        );
        watching
    }
}

async fn launch(db: &Db, from: i64, to: i64) {
    db.write(move |tx| {
        for boat in from..=to {
            tx.record(&BoatLaunched {
                boat,
                company: 2 - boat % 2,
            })?;
        }
        Ok(())
    })
    .await
    .unwrap();
}

/// Sees the facts of company 1.
#[expect(clippy::unnecessary_wraps, reason = "others may fail")]
fn company_one(_: &mut Conn, rows: &[Arc<EventRow>]) -> blimp_kit::Result<Vec<Option<Value>>> {
    let see = |row: &Arc<EventRow>| {
        (row.company_id == Some(1)).then(|| json!({ "boat": row.subject_id }))
    };
    Ok(rows.iter().map(see).collect())
}

struct Watching {
    body: BodyDataStream,
    text: String,
}

/// One event of the wire.
#[derive(Debug, Default)]
struct Heard {
    id: Option<i64>,
    name: Option<String>,
    data: Option<Value>,
    retry: Option<u64>,
    comment: bool,
}

impl Watching {
    /// The next event; `None` at the end. Waits five seconds at most.
    async fn next(&mut self) -> Option<Heard> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let heard = heard(event);
                self.text = rest.to_owned();
                return Some(heard);
            }
            let chunk = tokio::time::timeout(Duration::from_secs(5), self.body.next()).await;
            let chunk = chunk.expect("an event within five seconds")?;
            self.text
                .push_str(std::str::from_utf8(&chunk.unwrap()).unwrap());
        }
    }

    /// The boats of the next `n` events.
    async fn boats(&mut self, n: usize) -> Vec<i64> {
        let mut boats = Vec::new();
        while boats.len() < n {
            let heard = self.next().await.unwrap();
            assert_eq!(heard.name.as_deref(), Some("boat.launched.v1"), "{heard:?}");
            assert!(heard.id.is_some());
            boats.push(heard.data.unwrap()["boat"].as_i64().unwrap());
        }
        boats
    }
}

fn heard(event: &str) -> Heard {
    let mut heard = Heard::default();
    for line in event.lines() {
        match line.split_once(": ").or_else(|| line.split_once(':')) {
            Some(("id", id)) => heard.id = Some(id.parse().unwrap()),
            Some(("event", name)) => heard.name = Some(name.to_owned()),
            Some(("data", data)) => heard.data = Some(serde_json::from_str(data).unwrap()),
            Some(("retry", ms)) => heard.retry = Some(ms.parse().unwrap()),
            Some(("", _)) => heard.comment = true,
            other => panic!("{other:?}"),
        }
    }
    heard
}

fn odd(from: i64, to: i64) -> Vec<i64> {
    (from..=to).filter(|n| n % 2 == 1).collect()
}

#[tokio::test]
async fn facts_arrive_in_order_and_only_those_that_the_viewer_may_see() {
    for house in House::each() {
        house.launch(1, 3).await;
        house.told(3).await;
        let mut ana = house.watch(None).await;
        for n in 2..10 {
            house.launch(n * 2, n * 2 + 1).await;
        }
        assert_eq!(ana.boats(8).await, odd(4, 19));
    }
}

#[tokio::test]
async fn facts_of_another_process_arrive_too() {
    for house in House::each() {
        let mut ana = house.watch(None).await;
        let other = house.ground.open(Clock::system());
        launch(&other, 1, 1).await;
        assert_eq!(ana.boats(1).await, [1]);
    }
}

#[tokio::test]
async fn who_comes_back_reads_on_from_what_they_saw_last() {
    for house in House::each() {
        house.launch(1, 999).await;
        house.told(999).await;
        let mut ana = house.watch(Some(500)).await;
        house.launch(1000, 1001).await;
        assert_eq!(ana.boats(251).await, odd(501, 1001));
    }
}

#[tokio::test]
async fn who_does_not_read_for_a_while_misses_nothing() {
    for house in House::each() {
        let mut ana = house.watch(None).await;
        let many = 3_001;
        for n in 0..30 {
            house.launch(n * 100 + 1, n * 100 + 100).await;
        }
        house.launch(many, many).await;
        // The feed goes past its ring, and the viewer has not been asked for anything.
        house.told(many).await;
        assert_eq!(ana.boats(1501).await, odd(1, many));
        house.launch(5_001, 5_001).await;
        assert_eq!(ana.boats(1).await, [5_001], "live again");
    }
}

#[tokio::test]
async fn who_missed_too_much_or_comes_from_the_future_starts_anew() {
    let house = House::new();
    house.launch(1, MOST_MISSED + 11).await;
    for (last, reset) in [
        (10, true),
        (11, false),
        (MOST_MISSED + 12, true),
        (-1, true),
    ] {
        let mut ana = house.watch(Some(last)).await;
        let first = ana.next().await.unwrap();
        assert_eq!(
            first.name.as_deref() == Some("reset"),
            reset,
            "{last}: {first:?}"
        );
        if reset {
            assert_eq!(first.id, Some(MOST_MISSED + 11));
        }
    }
}

#[tokio::test]
async fn a_shutdown_asks_for_another_try() {
    let house = House::new();
    let mut ana = house.watch(None).await;
    house.feed.stop();
    let last = ana.next().await.unwrap();
    assert_eq!(last.name.as_deref(), Some("reconnect"));
    assert!((1_000..=5_000).contains(&last.retry.unwrap()));
    assert!(ana.next().await.is_none());
}

#[tokio::test]
async fn who_is_signed_out_hears_no_more() {
    let house = House::new();
    let signed_in = Arc::new(AtomicBool::new(true));
    let known = signed_in.clone();
    let sees = move |conn: &mut Conn, rows: &[Arc<EventRow>]| {
        if known.load(Ordering::SeqCst) {
            company_one(conn, rows)
        } else {
            Err(Error::Unauthenticated)
        }
    };
    let viewer = Viewer {
        who: "ana".to_owned(),
        last_event_id: None,
    };
    let response = stream(&house.feed, &house.db, viewer, sees).await.unwrap();
    let mut ana = Watching {
        body: response.into_body().into_data_stream(),
        text: String::new(),
    };
    ana.next().await.unwrap();
    house.launch(1, 1).await;
    assert_eq!(ana.boats(1).await, [1]);
    signed_in.store(false, Ordering::SeqCst);
    house.launch(3, 3).await;
    assert!(ana.next().await.is_none());
}

#[tokio::test]
async fn seats_are_counted_and_given_back() {
    let house = House::on(
        Ground::sqlite(),
        Room {
            per_viewer: 2,
            total: 3,
        },
    );
    let try_as = async |who: &str| {
        let viewer = Viewer {
            who: who.to_owned(),
            last_event_id: None,
        };
        stream(&house.feed, &house.db, viewer, company_one).await
    };
    let first = try_as("ana").await.unwrap();
    let _second = try_as("ana").await.unwrap();
    assert_eq!(try_as("ana").await.unwrap_err().status(), 429);
    let _third = try_as("bo").await.unwrap();
    assert_eq!(try_as("cy").await.unwrap_err().status(), 503);
    drop(first);
    assert!(try_as("ana").await.is_ok());
}
