//! The rounds: start, load, kill, start again, verify.

use std::path::Path;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::client::Client;
use crate::dice::Dice;
use crate::options::Options;
use crate::report::{Report, commit};
use crate::server::{Place, Server};
use crate::setup;
use crate::verify::Database;
use crate::wire::Wire;

/// The latest moment to kill, after the load has begun.
const KILL_WITHIN_MS: u64 = 300;
/// The longest a start may take.
const START_WITHIN: Duration = Duration::from_secs(1);
/// How long the queue may need to come to rest at the end.
const REST_WITHIN: Duration = Duration::from_mins(3);

/// Runs all rounds; an error says what was found.
pub(crate) fn all(options: &Options, folder: &Path, report: &mut Report) -> Result<(), String> {
    let Options {
        loops,
        clients,
        seed,
        ..
    } = options;
    report.say(&format!(
        "{loops} kills under {clients} clients, seed {seed}, commit {}",
        commit()
    ));
    let place = Place::new(&options.binary, folder);
    let server = place.start("")?;
    let cast = setup::cast(&place, *clients);
    server.kill();
    let probe = cast.cookies[0].clone();
    let mut all: Vec<Client> = Vec::new();
    for (number, cookie) in cast.cookies.iter().enumerate() {
        let wire = Wire::new(place.port, cookie);
        all.push(Client::new(
            number,
            wire,
            folder,
            (cast.project, &cast.users),
        ));
    }
    let mut dice = Dice(*seed);
    let mut starts = Vec::new();
    for number in 1..=*loops {
        let server = place.start(&probe)?;
        starts.push(server.took);
        let delay = Duration::from_millis(dice.below(KILL_WITHIN_MS + 1));
        load(server, &mut all, delay)?;
        let server = place.start(&probe)?;
        starts.push(server.took);
        let found = Database::open(&place.database()).verify(folder, false)?;
        server.kill();
        let (delay, took) = (delay.as_millis(), starts[starts.len() - 1].as_millis());
        report.say(&format!(
            "kill {number:3} after {delay:3} ms, up in {took:3} ms: {found}"
        ));
    }
    let server = place.start(&probe)?;
    starts.push(server.took);
    finish(&place, server, &mut all)?;
    let found = Database::open(&place.database()).verify(folder, true)?;
    report.say(&format!("at rest: {found}"));
    sum_up(&all, &mut starts, report)
}

/// Lets all clients write and kills the server in the middle of it.
fn load(mut server: Server, clients: &mut [Client], delay: Duration) -> Result<(), String> {
    let (stop, begin) = (AtomicBool::new(false), Barrier::new(clients.len() + 1));
    std::thread::scope(|scope| {
        for client in clients.iter_mut() {
            scope.spawn(|| {
                begin.wait();
                client.work(&stop);
            });
        }
        begin.wait();
        std::thread::sleep(delay);
        let gone = server.is_gone();
        server.kill();
        stop.store(true, Ordering::Relaxed);
        if gone {
            Err("the server ended by itself under load".to_owned())
        } else {
            Ok(())
        }
    })
}

/// Sends what had no answer once more, then waits until all background work is done.
fn finish(place: &Place, mut server: Server, clients: &mut [Client]) -> Result<(), String> {
    for client in clients.iter_mut() {
        if !client.settle() {
            return Err("the server does not answer what was repeated".to_owned());
        }
    }
    let mut database = Database::open(&place.database());
    let begun = Instant::now();
    while database.waiting() > 0 {
        if begun.elapsed() > REST_WITHIN || server.is_gone() {
            return Err(format!("{} jobs are left", database.waiting()));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    server.kill();
    Ok(())
}

fn sum_up(clients: &[Client], starts: &mut [Duration], report: &mut Report) -> Result<(), String> {
    starts.sort();
    let repeated: u64 = clients.iter().map(|client| client.repeated).sum();
    report.say(&format!(
        "{repeated} operations had no answer and were sent again"
    ));
    let (half, last) = (starts[starts.len() / 2], starts[starts.len() - 1]);
    let (p50, max) = (half.as_millis(), last.as_millis());
    report.say(&format!(
        "{} starts to the first 200: p50 {p50} ms, max {max} ms",
        starts.len()
    ));
    let refused: Vec<&String> = clients.iter().flat_map(|client| &client.refused).collect();
    if let Some(first) = refused.first() {
        return Err(format!(
            "{} writes were refused, such as {first}",
            refused.len()
        ));
    }
    if last >= START_WITHIN {
        return Err(format!("a start took {max} ms"));
    }
    report.say("nothing lost, nothing twice, nothing half-done");
    Ok(())
}
