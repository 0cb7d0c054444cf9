//! A worker that falls silent for longer than its lease and then goes on as if nothing had been.

use std::time::{Duration, Instant};

use blimp_faults::{Database, Server, pause, wait_for};

use crate::ground::{Ground, House, at_least, idle_jobs};

/// Jobs that keep the workers busy while one of them is caught.
const WORK: u32 = 5_000;
/// Until others have its jobs: two seconds of lease, and a minute until Postgres ends the
/// transaction of somebody who was frozen in the middle of it.
const TAKEN_WITHIN: Duration = Duration::from_secs(90);

/// Two workers, one of which is frozen in the middle of its jobs; on Postgres, for a process that
/// is frozen while it holds SQLite's only write lock stops every other process.
pub(crate) fn run(ground: &Ground) -> Result<String, String> {
    let mut house = ground.on_postgres(&[])?;
    house.server = None;
    house.server = Some(house.place.start_with(house.cookie(), &["--no-worker"])?);
    let steady = worker(&house);
    let rounds = ground.pick(10, 1);
    let (taken, tally) = house.load("zombie", || freeze(&house, rounds));
    let (taken, slowest) = taken?;
    let words = at_least(9_990, "meanwhile", &tally)?;
    let found = house.settle()?;
    steady.end(Duration::from_secs(30))?;
    Ok(format!(
        "frozen {rounds} times, {taken} jobs taken from it within {} ms; {words}; afterwards {found}",
        slowest.as_millis()
    ))
}

fn worker(house: &House) -> Server {
    Server::of(&mut house.place.command(&["worker"]))
}

/// Freezes a new worker, again and again: how many jobs were taken from it, and how fast.
fn freeze(house: &House, rounds: u32) -> Result<(i64, Duration), String> {
    let mut database = house.database();
    let (mut taken, mut slowest) = (0, Duration::ZERO);
    for _ in 0..rounds {
        idle_jobs(house, WORK, 2, "work");
        let mut zombie = worker(house);
        let (id, held) = catch(&mut database, &zombie)?;
        let begun = Instant::now();
        let left = format!("SELECT count(*) AS n FROM job WHERE state = 1 AND worker = {id}");
        wait_for("its jobs with others", TAKEN_WITHIN, || {
            (database.count(&left) == 0).then_some(())
        })?;
        taken += held;
        slowest = slowest.max(begun.elapsed());
        zombie.thaw();
        // Its late word is refused now, if it has one to say, and it notices that it lost its lease.
        pause(Duration::from_secs(1));
        if zombie.is_gone() {
            return Err(format!("the zombie died of it\n{}", house.place.log_tail()));
        }
        zombie.end(Duration::from_secs(30))?;
    }
    Ok((taken, slowest))
}

/// Freezes a worker while it has jobs in hand: its number, and how many.
fn catch(database: &mut Database, worker: &Server) -> Result<(i64, i64), String> {
    let pid = worker.id();
    let number = format!("SELECT coalesce(max(id), 0) AS n FROM worker WHERE pid = {pid}");
    wait_for("a worker with jobs in hand", Duration::from_mins(1), || {
        let id = database.count(&number);
        let held = format!("SELECT count(*) AS n FROM job WHERE state = 1 AND worker = {id}");
        if id == 0 || database.count(&held) == 0 {
            return None;
        }
        worker.freeze();
        // What it had sent before it froze is settled in a moment.
        pause(Duration::from_millis(100));
        let held = database.count(&held);
        if held == 0 {
            worker.thaw();
        }
        (held > 0).then_some((id, held))
    })
}
