//! The rounds: start, load, kill, start again, verify.

use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use blimp_faults::{
    Client, Database, Dice, Place, Redis, Report, Scratch, Server, Wire, cast, commit, pause,
    wait_for,
};

use crate::options::Options;
use crate::points;

/// The latest moment to kill, after the load has begun.
const KILL_WITHIN_MS: u64 = 300;
/// The latest pass of a point to die at.
const DIE_BY_PASS: u64 = 20;
/// A point that was not passed so often by then is not on the way of this load.
const DIE_WITHIN: Duration = Duration::from_secs(20);
/// A start that takes this long hangs; how fast starts are is said, and measured in `bench/`.
const START_WITHIN: Duration = Duration::from_secs(10);
/// How long the queue may need to come to rest at the end.
const REST_WITHIN: Duration = Duration::from_mins(5);

/// When a server is to die.
#[derive(Debug, Clone, Copy)]
enum Death {
    /// So long after the load has begun.
    After(Duration),
    /// At this pass of this point, by itself.
    At(&'static str, u64),
}

/// A run on one store.
struct Run<'a> {
    place: Place,
    scratch: &'a Scratch,
    report: &'a mut Report,
    probe: String,
    clients: Vec<Client>,
    starts: Vec<Duration>,
}

/// Runs all rounds; an error says what was found.
pub(crate) fn all(
    options: &Options,
    scratch: &Scratch,
    redis: Option<&Redis>,
    report: &mut Report,
) -> Result<(), String> {
    let deaths = deaths(options);
    let kind = scratch.url().split(':').next().unwrap_or_default();
    report.say(&format!(
        "{} kills on {kind}{} under {} clients, seed {}, commit {}",
        deaths.len(),
        if redis.is_some() { " with Redis" } else { "" },
        options.clients,
        options.seed,
        commit()
    ));
    let mut place = Place::new(&options.binary, scratch.path(), scratch.url());
    if let Some(redis) = redis {
        place.set("BROKER_URL", &redis.url());
        place.set("REDIS_URL", &redis.url());
    }
    let server = place.start("")?;
    let cast = cast(&place, options.clients);
    server.kill();
    let client = |(number, cookie): (usize, &String)| {
        let wire = Wire::new(place.port, cookie);
        Client::new(number, wire, scratch.path(), (cast.project, &cast.users))
    };
    let mut run = Run {
        clients: cast.cookies.iter().enumerate().map(client).collect(),
        probe: cast.cookies[0].clone(),
        place,
        scratch,
        report,
        starts: Vec::new(),
    };
    for (number, death) in deaths.into_iter().enumerate() {
        run.round(number + 1, death)?;
    }
    run.finish()?;
    run.sum_up()
}

fn deaths(options: &Options) -> Vec<Death> {
    let mut dice = Dice(options.seed);
    if options.points {
        let points = points::all(options.broker);
        let each = points
            .iter()
            .flat_map(|point| std::iter::repeat_n(*point, options.loops as usize));
        return each
            .map(|point| Death::At(point, 1 + dice.below(DIE_BY_PASS)))
            .collect();
    }
    (0..options.loops)
        .map(|_| Death::After(Duration::from_millis(dice.below(KILL_WITHIN_MS + 1))))
        .collect()
}

impl Run<'_> {
    fn round(&mut self, number: usize, death: Death) -> Result<(), String> {
        let mut place = self.place.clone();
        if let Death::At(point, pass) = death {
            place.set("BLIMP_DIE_AT", &format!("{point}:{pass}"));
        }
        let server = match place.start(&self.probe) {
            Ok(server) => server,
            // The point may lie on the way to the first answer already.
            Err(_) if matches!(death, Death::At(..)) => self.place.start(&self.probe)?,
            Err(words) => return Err(words),
        };
        self.starts.push(server.took);
        load(server, &mut self.clients, death)?;
        let server = self.place.start(&self.probe)?;
        self.starts.push(server.took);
        let found = Database::open(self.scratch.url()).verify(self.scratch.path(), false)?;
        server.kill();
        let took = self.starts[self.starts.len() - 1].as_millis();
        let when = match death {
            Death::After(delay) => format!("after {:3} ms", delay.as_millis()),
            Death::At(point, pass) => format!("at {point}:{pass}"),
        };
        self.report.say(&format!(
            "kill {number:3} {when}, up in {took:3} ms: {found}"
        ));
        Ok(())
    }

    /// Sends what had no answer once more, waits until all background work is done, and looks
    /// at the whole; then lets the verifier prove itself.
    fn finish(&mut self) -> Result<(), String> {
        let mut server = self.place.start(&self.probe)?;
        self.starts.push(server.took);
        for client in &mut self.clients {
            if !client.settle() {
                return Err("the server does not answer what was repeated".to_owned());
            }
        }
        let mut database = Database::open(self.scratch.url());
        let begun = Instant::now();
        let rested = wait_for("the queue's rest", REST_WITHIN, || {
            (server.is_gone() || database.waiting() == 0).then_some(())
        });
        if rested.is_err() || server.is_gone() {
            return Err(format!("{} jobs are left", database.waiting()));
        }
        // The order of facts follows their commit; the last get theirs a moment later.
        let ordered = wait_for("the order of facts", Duration::from_secs(10), || {
            let left = "SELECT count(*) AS n FROM event WHERE seq IS NULL";
            (database.count(left) == 0).then_some(())
        });
        ordered?;
        server.kill();
        let found = database.verify(self.scratch.path(), true)?;
        let took = begun.elapsed().as_secs();
        self.report.say(&format!("at rest after {took} s: {found}"));
        let seen = database.verify_the_verifier(self.scratch.path())?;
        self.report.say(&format!(
            "the verifier saw {seen} of {seen} mistakes made by hand"
        ));
        Ok(())
    }

    fn sum_up(&mut self) -> Result<(), String> {
        self.starts.sort();
        let repeated: u64 = self.clients.iter().map(|client| client.repeated).sum();
        self.report.say(&format!(
            "{repeated} operations had no answer and were sent again"
        ));
        let (half, last) = (
            self.starts[self.starts.len() / 2],
            self.starts[self.starts.len() - 1],
        );
        let (p50, max) = (half.as_millis(), last.as_millis());
        self.report.say(&format!(
            "{} starts to the first 200: p50 {p50} ms, max {max} ms",
            self.starts.len()
        ));
        let refused: Vec<&String> = self.clients.iter().flat_map(|c| &c.refused).collect();
        if let Some(first) = refused.first() {
            return Err(format!(
                "{} writes were refused, such as {first}",
                refused.len()
            ));
        }
        if self.place.panics() > 0 {
            return Err("something panicked; see the log".to_owned());
        }
        if last >= START_WITHIN {
            return Err(format!("a start took {max} ms"));
        }
        self.report
            .say("nothing lost, nothing twice, nothing half-done");
        Ok(())
    }
}

/// Lets all clients write until the server dies in the middle of it.
fn load(mut server: Server, clients: &mut [Client], death: Death) -> Result<(), String> {
    let (stop, begin) = (AtomicBool::new(false), Barrier::new(clients.len() + 1));
    std::thread::scope(|scope| {
        for client in clients.iter_mut() {
            scope.spawn(|| {
                begin.wait();
                client.work(&stop);
            });
        }
        begin.wait();
        let died = match death {
            Death::After(delay) => {
                pause(delay);
                if server.is_gone() {
                    Err("the server ended by itself under load".to_owned())
                } else {
                    Ok(())
                }
            }
            Death::At(point, pass) => {
                let what = format!("death at {point}:{pass}");
                wait_for(&what, DIE_WITHIN, || server.is_gone().then_some(()))
            }
        };
        server.kill();
        stop.store(true, Ordering::Relaxed);
        died
    })
}
