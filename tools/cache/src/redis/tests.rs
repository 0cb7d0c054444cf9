//! Redis as it is, and as it is when it fails.

use std::time::Duration;

use ::redis::cmd;
use blimp_kit::Clock;
use blimp_store::{About, Db, Event, Subject};
use serde::{Deserialize, Serialize};
use tempfile::TempDir;
use tokio::time::{Instant, timeout};

use super::testing::{Server, shared, until};
use super::{Bucket, Level, Redis, Script, Wakes};

fn bucket(name: &str) -> Bucket {
    Bucket {
        name: name.to_owned(),
        window: Duration::from_mins(1),
        interval: Duration::from_secs(20),
    }
}

async fn ping(redis: &Redis) -> Result<String, super::Down> {
    redis.query(&cmd("PING")).await
}

#[tokio::test]
async fn a_bucket_holds_its_window_for_all_who_share_it() {
    let Some(redis) = shared() else { return };
    let other = redis.within(Duration::from_millis(200));
    let one = [bucket("b")];
    for (n, redis) in [&redis, &other, &redis].into_iter().enumerate() {
        let levels = redis.count(&one).await.unwrap();
        let Level::Counted(ahead) = levels[0] else {
            panic!("{levels:?}");
        };
        // A little has leaked since the first.
        let full = Duration::from_secs(20) * u32::try_from(n + 1).unwrap();
        assert!(
            ahead <= full && ahead + Duration::from_secs(5) > full,
            "{ahead:?}"
        );
    }
    let Level::Full(wait) = other.count(&one).await.unwrap()[0] else {
        panic!("a fourth passed");
    };
    assert!(
        wait > Duration::from_secs(15) && wait <= Duration::from_secs(20),
        "{wait:?}"
    );
    let kept: i64 = redis.query(cmd("PTTL").arg(redis.key("b"))).await.unwrap();
    assert!(
        (50_000..=60_000).contains(&kept),
        "forgotten when empty: {kept}"
    );
}

#[tokio::test]
async fn counting_stops_at_the_first_full_bucket() {
    let Some(redis) = shared() else { return };
    let narrow = Bucket {
        interval: Duration::from_mins(1),
        ..bucket("narrow")
    };
    let both = [narrow, bucket("wide")];
    assert_eq!(redis.count(&both).await.unwrap().len(), 2);
    assert!(matches!(
        redis.count(&both).await.unwrap()[..],
        [Level::Full(_)]
    ));
    let wide = redis.count(&both[1..]).await.unwrap();
    let Level::Counted(ahead) = wide[0] else {
        panic!("{wide:?}")
    };
    assert!(
        ahead <= Duration::from_secs(40),
        "the refused one was counted: {ahead:?}"
    );
}

#[tokio::test]
async fn a_script_that_the_server_forgot_is_sent_again() {
    static ADD: Script = Script::new("return ARGV[1] + ARGV[2]");
    let Some(server) = Server::start().await else {
        return;
    };
    let redis = server.redis();
    for _ in 0..2 {
        let sum = ADD.run(&redis, &[], |cmd| {
            cmd.arg(2).arg(3);
        });
        assert_eq!(sum.await.ok(), Some(5));
        redis.query::<()>(cmd("SCRIPT").arg("FLUSH")).await.unwrap();
    }
}

#[tokio::test]
async fn a_refusal_says_its_code_and_opens_nothing() {
    let Some(redis) = shared() else { return };
    redis
        .query::<()>(cmd("LPUSH").arg(redis.key("b")).arg("x"))
        .await
        .unwrap();
    for _ in 0..5 {
        let down = redis.count(&[bucket("b")]).await.unwrap_err();
        assert!(down.is_refusal() && down.code().is_some(), "{down}");
    }
    assert!(redis.is_up());
    let garbage = redis.key("g");
    redis
        .query::<()>(cmd("SET").arg(&garbage).arg("no number"))
        .await
        .unwrap();
    assert!(
        redis.count(&[bucket("g")]).await.is_ok(),
        "garbage counts as empty"
    );
}

/// Calls until the breaker is open; each must be answered in time.
async fn fails_fast(redis: &Redis) {
    for _ in 0..3 {
        let start = Instant::now();
        ping(redis).await.unwrap_err();
        assert!(
            start.elapsed() < Duration::from_millis(400),
            "{:?}",
            start.elapsed()
        );
    }
    let start = Instant::now();
    for _ in 0..1000 {
        ping(redis).await.unwrap_err();
    }
    assert!(
        start.elapsed() < Duration::from_millis(200),
        "{:?}",
        start.elapsed()
    );
    assert!(!redis.is_up());
}

#[tokio::test]
async fn killed_and_started_again_it_is_used_again() {
    let Some(mut server) = Server::start().await else {
        return;
    };
    let redis = server.redis();
    assert_eq!(ping(&redis).await.ok().as_deref(), Some("PONG"));
    server.kill();
    fails_fast(&redis).await;
    server.restart().await;
    until("it is used again", async || ping(&redis).await.is_ok()).await;
    assert!(redis.is_up());
}

#[tokio::test]
async fn stopped_it_costs_its_patience_and_then_nothing() {
    let Some(server) = Server::start().await else {
        return;
    };
    let redis = server.redis();
    let hasty = redis.within(Duration::from_millis(50));
    ping(&redis).await.unwrap();
    server.signal("STOP");
    let start = Instant::now();
    let down = ping(&hasty).await.unwrap_err();
    assert!(
        down.is_late() && start.elapsed() < Duration::from_millis(150),
        "{down}"
    );
    fails_fast(&redis).await;
    server.signal("CONT");
    until("both are used again", async || {
        ping(&redis).await.is_ok() && ping(&hasty).await.is_ok()
    })
    .await;
}

#[tokio::test]
async fn a_redis_that_never_was_stops_nobody() {
    let redis = Redis::open("redis://127.0.0.1:1").unwrap();
    fails_fast(&redis).await;
    for address in ["", "http://x", "127.0.0.1", "redis://"] {
        assert!(Redis::open(address).is_err(), "{address}");
    }
}

#[tokio::test]
async fn a_certificate_that_nobody_signed_will_do_only_where_that_was_said() {
    let Some(server) = Server::start_with_tls().await else {
        return;
    };
    assert!(ping(&server.redis()).await.is_ok());
    let careful = Redis::open(&server.url()).unwrap();
    let down = ping(&careful).await.unwrap_err();
    assert!(!down.is_refusal(), "{down}");
}

#[derive(Serialize, Deserialize)]
struct Happened;

impl Event for Happened {
    const NAME: &'static str = "happened.v1";
    fn about(&self) -> About {
        About {
            subject: Subject::new("thing", 1),
            ..About::default()
        }
    }
}

fn database() -> (TempDir, impl Fn() -> Db) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("t.db").display());
    Db::migrate(&url, &[blimp_store::migrations()]).unwrap();
    let open = move || {
        Db::open(blimp_store::Options {
            url: url.clone(),
            pool: 2,
            clock: Clock::system(),
            heard: [Happened::NAME].into(),
        })
        .unwrap()
    };
    (folder, open)
}

async fn happen(db: &Db) {
    db.write(|tx| tx.record(&Happened).map(drop)).await.unwrap();
}

#[tokio::test]
async fn a_commit_here_wakes_those_who_wait_elsewhere() {
    let Some(mut server) = Server::start().await else {
        return;
    };
    let (redis, (_folder, open)) = (server.redis(), database());
    let (here, there) = (open(), open());
    let _wakes = [Wakes::start(&redis, &here), Wakes::start(&redis, &there)];
    for _ in 0..2 {
        let listening = async || {
            let cmd = cmd("PUBSUB").arg("NUMSUB").arg(redis.key("wake")).clone();
            let told: (String, i64) = redis.query(&cmd).await.unwrap_or_default();
            told.1 == 2
        };
        until("both listen", listening).await;
        let (mut facts, mut queue) = (there.fact_wakes(), there.queue_wakes());
        let start = Instant::now();
        happen(&here).await;
        let both = async { tokio::join!(facts.changed(), queue.changed()) };
        let woken = timeout(Duration::from_secs(1), both).await;
        assert!(
            matches!(woken, Ok((Ok(()), Ok(())))),
            "nobody woke up: {woken:?}"
        );
        println!("woken after {:?}", start.elapsed());
        // Once more after a restart: they listen again by themselves.
        server.kill();
        server.restart().await;
    }
}
