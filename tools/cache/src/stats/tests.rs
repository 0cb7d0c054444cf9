//! Statistics on a real Redis.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use blimp_kit::{Clock, Result};
use blimp_store::schema::event;
use blimp_store::{About, Conn, Db, Event, EventRow, Subject};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use super::follow::Round;
use super::snapshot::{Part, unpack};
use super::{Counts, Scope, Snapshot, Source, Stat, Stats};
use crate::redis::Redis;
use crate::redis::testing::shared;

/// Something was made in a company.
#[derive(Serialize, Deserialize)]
struct Made {
    company: i64,
}

impl Event for Made {
    const NAME: &'static str = "thing.made.v1";
    fn about(&self) -> About {
        About {
            company: Some(self.company),
            subject: Subject::new("thing", 1),
            ..About::default()
        }
    }
}

fn touched(row: &EventRow) -> Option<Scope> {
    Some(Scope::new(row.company_id?, 0))
}

fn scopes(conn: &mut Conn, after: Option<Scope>, limit: i64) -> Result<Vec<Scope>> {
    let after = after.map_or(i64::MIN, |scope| scope.company);
    let ids: Vec<Option<i64>> = event::table
        .filter(event::company_id.gt(after))
        .select(event::company_id)
        .distinct()
        .order(event::company_id)
        .limit(limit)
        .load(conn)?;
    Ok(ids
        .into_iter()
        .flatten()
        .map(|id| Scope::new(id, 0))
        .collect())
}

fn count(conn: &mut Conn, scope: Scope) -> Result<Counts> {
    let n = event::table
        .filter(event::company_id.eq(scope.company))
        .count()
        .get_result(conn)?;
    Ok(vec![("made", n), ("lost", 0)])
}

const THINGS: Stat = Stat {
    name: "things",
    touched,
    scopes,
    count,
};

struct Place {
    _folder: TempDir,
    db: Db,
    redis: Redis,
    stats: Stats,
}

impl Place {
    fn new() -> Option<Self> {
        let redis = shared()?;
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("t.db").display());
        Db::migrate(&url, &[blimp_store::migrations()]).unwrap();
        let db = Db::open(blimp_store::Options {
            url,
            pool: 2,
            clock: Clock::system(),
            heard: [].into(),
        })
        .unwrap();
        let stats = Stats::new(db.clone(), vec![THINGS], Some(redis.clone()));
        Some(Self {
            _folder: folder,
            db,
            redis,
            stats,
        })
    }

    async fn make(&self, company: i64, n: i64) {
        let all = move |tx: &mut blimp_store::Tx| {
            (0..n).try_for_each(|_| tx.record(&Made { company }).map(drop))
        };
        self.db.write(all).await.unwrap();
    }

    /// Rounds until nothing is new.
    async fn settle(&self) {
        while self.stats.round(&self.redis, "me").await.unwrap() == Round::Told {}
    }

    /// What Redis has, which must be what the tables say.
    async fn kept(&self) -> Snapshot {
        let kept = self.stats.read().await.unwrap();
        let counted = self.stats.count().await.unwrap();
        assert_eq!(
            (&kept.totals, &kept.parts),
            (&counted.totals, &counted.parts)
        );
        kept
    }

    async fn drop_key(&self, name: &str) {
        let key = self.redis.key(name);
        let cmd = ::redis::cmd("DEL").arg(key).clone();
        self.redis.query::<()>(&cmd).await.unwrap();
    }
}

#[tokio::test]
async fn what_happens_is_in_the_numbers_once() {
    let Some(place) = Place::new() else { return };
    place.make(7, 3).await;
    assert_eq!(place.stats.read().await.unwrap().source, Source::Database);
    place.settle().await;
    for (company, n) in [(7, 1), (8, 700), (7, 2)] {
        place.make(company, n).await;
        place.settle().await;
        let kept = place.kept().await;
        assert_eq!(kept.source, Source::Redis);
    }
    let kept = place.kept().await;
    assert_eq!(kept.totals["things"], unpack("made=706"));
    assert_eq!(
        kept.parts["things"][&Part(Scope::new(7, 0))],
        unpack("made=6")
    );
    let json = serde_json::to_value(&kept).unwrap();
    assert_eq!(json["parts"]["things"]["8:0"]["made"], 700);
    assert_eq!(json["source"], "redis");
}

#[tokio::test]
async fn a_redis_that_lost_all_or_a_part_is_told_anew() {
    let Some(place) = Place::new() else { return };
    place.make(1, 5).await;
    place.settle().await;
    for lost in [
        &["stats:seq", "stats:things", "stats:things:parts"][..],
        &["stats:seq"],
    ] {
        for name in lost {
            place.drop_key(name).await;
        }
        place.make(1, 1).await;
        place.settle().await;
        assert_eq!(place.kept().await.source, Source::Redis);
    }
}

#[tokio::test]
async fn of_two_who_count_the_same_one_is_heard() {
    let Some(place) = Place::new() else { return };
    place.make(1, 5).await;
    place.settle().await;
    let other = place.stats.round(&place.redis, "another").await.unwrap();
    assert_eq!(other, Round::Elsewhere, "one process at a time");
    // Its right is gone by mistake: it goes on all the same, from where it believes to be.
    for turn in 0..20 {
        place.make(1, 3).await;
        place.drop_key("stats:holder").await;
        let (a, b) = tokio::join!(place.stats.round(&place.redis, "me"), async {
            place.drop_key("stats:holder").await;
            place.stats.round(&place.redis, "another").await
        });
        assert!(a.is_ok() && b.is_ok(), "{turn}");
    }
    place.drop_key("stats:holder").await;
    place.settle().await;
    assert_eq!(place.kept().await.totals["things"], unpack("made=65"));
}

#[tokio::test]
async fn a_count_of_everything_that_is_overtaken_gives_way() {
    let Some(place) = Place::new() else { return };
    place.make(1, 5).await;
    let (a, b) = tokio::join!(place.stats.recount(), place.stats.recount());
    assert!(a.is_ok() && b.is_ok());
    // Whoever was overtaken left nothing behind that is wrong.
    place.make(1, 1).await;
    place.settle().await;
    assert_eq!(place.kept().await.totals["things"], unpack("made=6"));
}

#[tokio::test]
async fn what_is_not_ours_in_redis_is_replaced() {
    let Some(place) = Place::new() else { return };
    place.make(1, 5).await;
    place.settle().await;
    for name in ["stats:seq", "stats:things", "stats:things:parts"] {
        place.drop_key(name).await;
        let mut cmd = ::redis::cmd("LPUSH");
        cmd.arg(place.redis.key(name)).arg("garbage");
        place.redis.query::<()>(&cmd).await.unwrap();
        place.make(1, 1).await;
        // One round finds the garbage, the next counts everything.
        drop(place.stats.round(&place.redis, "me").await);
        place.settle().await;
        assert_eq!(place.kept().await.source, Source::Redis, "{name}");
    }
}

#[tokio::test]
async fn numbers_of_another_history_are_counted_anew() {
    let Some(place) = Place::new() else { return };
    place.make(1, 5).await;
    place.settle().await;
    let key = place.redis.key("stats:seq");
    let cmd = ::redis::cmd("SET").arg(key).arg(1_000_000).clone();
    place.redis.query::<()>(&cmd).await.unwrap();
    place.make(1, 1).await;
    place.settle().await;
    assert_eq!(place.kept().await.totals["things"], unpack("made=6"));
}

#[tokio::test]
async fn without_redis_the_tables_are_counted() {
    let Some(place) = Place::new() else { return };
    place.make(1, 5).await;
    let away = Redis::open("redis://127.0.0.1:1").unwrap();
    for redis in [None, Some(away)] {
        let stats = Stats::new(place.db.clone(), vec![THINGS], redis);
        let read = stats.read().await.unwrap();
        assert_eq!(read.source, Source::Database);
        assert_eq!(read.totals["things"], unpack("made=5"));
    }
}

#[tokio::test]
async fn everything_is_counted_page_by_page() {
    static ASKED: AtomicI64 = AtomicI64::new(0);
    fn counted(conn: &mut Conn, scope: Scope) -> Result<Counts> {
        ASKED.fetch_add(1, Ordering::SeqCst);
        count(conn, scope)
    }
    let Some(place) = Place::new() else { return };
    for company in 0..250 {
        place.make(company, 1).await;
    }
    let stat = Stat {
        count: counted,
        ..THINGS
    };
    let stats = Stats::new(place.db.clone(), vec![stat], None);
    let all = Arc::new(stats).count().await.unwrap();
    assert_eq!(all.totals["things"], unpack("made=250"));
    assert_eq!(ASKED.load(Ordering::SeqCst), 250);
}
