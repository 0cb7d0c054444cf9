//! Writers whose every acknowledged write can be counted afterwards.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use blimp_kit::{Error, OUTCOME_UNKNOWN};
use blimp_store::schema::{event, job};
use blimp_store::{About, Db, Event, Subject};
use diesel::PgConnection;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use tokio::task::JoinSet;

#[derive(Serialize, Deserialize)]
pub(crate) struct BoatBuilt {
    pub(crate) boat: i64,
}

impl Event for BoatBuilt {
    const NAME: &'static str = "boat.built.v1";
    fn about(&self) -> About {
        About {
            subject: Subject::new("boat", self.boat),
            ..About::default()
        }
    }
}

/// Records a boat: a fact and, since somebody hears of it, a job.
pub(crate) async fn build(db: &Db, boat: i64) -> Result<(), Error> {
    db.write(move |tx| tx.record(&BoatBuilt { boat }).map(drop))
        .await
}

/// What the writers saw.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) acknowledged: Mutex<Vec<(i64, Instant)>>,
    pub(crate) refused: AtomicI64,
    /// Refused by the words that it is not known.
    pub(crate) unknown: AtomicI64,
    pub(crate) slowest: Mutex<Duration>,
}

/// Writers that build boats until they are stopped.
pub(crate) struct Yard {
    pub(crate) seen: Arc<Seen>,
    stop: Arc<AtomicBool>,
    writers: JoinSet<()>,
}

impl Yard {
    pub(crate) fn open(db: &Db, writers: i64) -> Self {
        let (seen, stop) = (Arc::<Seen>::default(), Arc::<AtomicBool>::default());
        let mut set = JoinSet::new();
        let next = Arc::new(AtomicI64::new(1));
        for _ in 0..writers {
            let (db, seen, stop, next) = (db.clone(), seen.clone(), stop.clone(), next.clone());
            set.spawn(async move {
                let mut pace = tokio::time::interval(Duration::from_millis(4));
                while !stop.load(Ordering::SeqCst) {
                    pace.tick().await;
                    let boat = next.fetch_add(1, Ordering::SeqCst);
                    let start = Instant::now();
                    let done = build(&db, boat).await;
                    seen.note(boat, start, done);
                }
            });
        }
        Self {
            seen,
            stop,
            writers: set,
        }
    }

    /// Stops them once what they have begun has ended.
    pub(crate) async fn close(mut self) -> Arc<Seen> {
        self.stop.store(true, Ordering::SeqCst);
        while let Some(done) = self.writers.join_next().await {
            done.unwrap();
        }
        self.seen
    }
}

impl Seen {
    fn note(&self, boat: i64, start: Instant, done: Result<(), Error>) {
        let mut slowest = self.slowest.lock().unwrap();
        *slowest = start.elapsed().max(*slowest);
        match done {
            Ok(()) => self
                .acknowledged
                .lock()
                .unwrap()
                .push((boat, Instant::now())),
            Err(Error::Unavailable(words)) => {
                self.refused.fetch_add(1, Ordering::SeqCst);
                if words == OUTCOME_UNKNOWN {
                    self.unknown.fetch_add(1, Ordering::SeqCst);
                }
            }
            Err(error) => panic!("{error:?}"),
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.acknowledged.lock().unwrap().len()
    }

    /// How long after `moment` the next acknowledgement came.
    pub(crate) fn first_after(&self, moment: Instant) -> Option<Duration> {
        let all = self.acknowledged.lock().unwrap();
        let after = all.iter().filter(|(_, at)| *at > moment);
        after.map(|(_, at)| *at - moment).min()
    }

    /// Each acknowledged boat is there once, with its job; each other one at most once and whole.
    pub(crate) fn verify(&self, conn: &mut PgConnection) {
        let mut there: Vec<i64> = event::table
            .select(event::subject_id)
            .order(event::subject_id)
            .load(conn)
            .unwrap();
        let jobs: i64 = job::table.count().get_result(conn).unwrap();
        assert_eq!(
            jobs,
            i64::try_from(there.len()).unwrap(),
            "a fact and its job"
        );
        let all = there.len();
        there.dedup();
        assert_eq!(there.len(), all, "a boat was built twice");
        let lost = self.acknowledged.lock().unwrap();
        let lost = lost
            .iter()
            .filter(|(boat, _)| there.binary_search(boat).is_err());
        assert_eq!(lost.count(), 0, "acknowledged and lost");
    }
}
