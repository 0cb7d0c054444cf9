//! A bucket that is away: said within seconds, and nothing else suffers.

use std::time::{Duration, Instant};

use blimp_kit::Error;

use super::{ACME, chunks, in_bucket, new_upload, server};

/// A server that takes connections and never answers.
async fn silent() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    #[expect(clippy::disallowed_methods, reason = "a stand-in for a server")]
    tokio::spawn(async move {
        let mut open = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            open.push(stream);
        }
    });
    address
}

#[tokio::test]
async fn a_bucket_that_does_not_answer_is_said_to_be_away_within_seconds() {
    let dead = "http://127.0.0.1:1".to_owned();
    for endpoint in [dead, silent().await] {
        let house = in_bucket(server::options(&endpoint, "bucket"));
        let start = Instant::now();
        let (received, planned, large, read, small) = tokio::join!(
            house.files.receive(Some(ACME), chunks(b"hello", 5), 100),
            house.files.plan(new_upload(b"hello")),
            house.files.plan(new_upload(&vec![0; 7 << 20])),
            house.files.length("u/7/x"),
            house.files.delete("u/7/x"),
        );
        for refused in [
            received.map(drop),
            planned.map(drop),
            large.map(drop),
            read.map(drop),
            small,
        ] {
            assert!(matches!(refused, Err(Error::Unavailable(_))), "{refused:?}");
        }
        assert!(
            start.elapsed() < Duration::from_secs(8),
            "{:?}",
            start.elapsed()
        );
        assert!(
            house.files.ready().await.is_ok(),
            "the rest of the house works"
        );
    }
}

#[tokio::test]
async fn more_calls_than_turns_do_not_pile_up() {
    let house = in_bucket(server::options(&silent().await, "bucket"));
    let calls = (0..100).map(|_| house.files.length("u/7/x"));
    let start = Instant::now();
    let answers = futures::future::join_all(calls).await;
    assert!(
        answers
            .iter()
            .all(|answer| matches!(answer, Err(Error::Unavailable(_))))
    );
    assert!(
        start.elapsed() < Duration::from_secs(8),
        "{:?}",
        start.elapsed()
    );
}
