//! A million jobs are due, and then somebody needs one at once.

use std::time::{Duration, Instant};

use blimp_faults::wait_for;

use crate::ground::{Ground, House, idle_jobs};

/// How soon the urgent one must start.
const STARTS_WITHIN: Duration = Duration::from_secs(1);
const ALL: &str = "SELECT count(*) AS n FROM job";
const URGENT: &str = "SELECT count(*) AS n FROM job WHERE trace = 'urgent' AND state = 0";

/// On Postgres and on SQLite.
pub(crate) fn run(ground: &Ground) -> Result<String, String> {
    let jobs = ground.pick(1_000_000, 50_000);
    let on_postgres = urgent(&ground.on_postgres(&[])?, jobs)?;
    let on_sqlite = urgent(&ground.on_sqlite(&[])?, jobs)?;
    Ok(format!(
        "behind {jobs} others it was started after {} ms on Postgres, {} ms on SQLite",
        on_postgres.as_millis(),
        on_sqlite.as_millis()
    ))
}

/// The time from writing an urgent job to its start, behind so many others.
fn urgent(house: &House, jobs: u32) -> Result<Duration, String> {
    let mut database = house.database();
    let within = Duration::from_mins(1);
    wait_for("rest", within, || (database.count(ALL) == 0).then_some(()))?;
    idle_jobs(house, jobs, 3, "others");
    let begun = Instant::now();
    idle_jobs(house, 1, 0, "urgent");
    let took = wait_for("the urgent job", within, || {
        (database.count(URGENT) == 0).then(|| begun.elapsed())
    })?;
    let left = database.count(ALL);
    if left == 0 {
        return Err("the others were done before it".to_owned());
    }
    if took > STARTS_WITHIN {
        let ms = took.as_millis();
        return Err(format!(
            "it was started after {ms} ms, with {left} others left"
        ));
    }
    Ok(took)
}
