//! What the faults stand on: the binary, the scratch folder, and a house with people in it.

use std::path::PathBuf;
use std::time::Duration;

use blimp_faults::{Cast, Database, Load, Place, Scratch, Server, Tally, cast, wait_for};

const USAGE: &str = "faults --binary PATH [--long] [--only NAME] [--write FILE] [--scratch DIR]";
/// How long the queue may need to come to rest.
const REST_WITHIN: Duration = Duration::from_mins(3);

/// What every fault gets.
#[derive(Debug)]
pub(crate) struct Ground {
    pub(crate) binary: PathBuf,
    pub(crate) scratch: PathBuf,
    /// The long form, whose numbers are published; else one that only shows that it works.
    pub(crate) long: bool,
    /// The Postgres server, and the program that is an S3 server.
    pub(crate) postgres: String,
    pub(crate) weed: String,
}

#[expect(
    clippy::disallowed_methods,
    reason = "the test script says where the servers are"
)]
fn setting(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|_missing| format!("{name} is not set; try tests/faults/run"))
}

/// Reads the command line: the ground, the one fault that is asked for, and the page to write.
pub(crate) fn read(
    mut args: impl Iterator<Item = String>,
) -> Result<(Ground, Option<String>, Option<PathBuf>), String> {
    let mut ground = Ground {
        binary: PathBuf::new(),
        scratch: std::env::temp_dir(),
        long: false,
        postgres: setting("BLIMP_TEST_POSTGRES_URL")?,
        weed: setting("BLIMP_TEST_WEED")?,
    };
    let (mut only, mut write) = (None, None);
    while let Some(word) = args.next() {
        if word == "--long" {
            ground.long = true;
            continue;
        }
        let value = args
            .next()
            .ok_or_else(|| format!("{word} needs a value\n{USAGE}"))?;
        match word.as_str() {
            "--binary" => ground.binary = value.into(),
            "--scratch" => ground.scratch = value.into(),
            "--only" => only = Some(value),
            "--write" => write = Some(value.into()),
            _ => return Err(format!("unknown option {word}\n{USAGE}")),
        }
    }
    if !ground.binary.is_file() {
        return Err(format!("{USAGE}\nPATH must be a file"));
    }
    Ok((ground, only, write))
}

impl Ground {
    /// Requests a second.
    pub(crate) const fn rate(&self) -> u32 {
        if self.long { 500 } else { 100 }
    }

    /// The long or the short form of something.
    pub(crate) fn pick<T>(&self, long: T, short: T) -> T {
        if self.long { long } else { short }
    }

    /// A house on SQLite, with these settings besides.
    pub(crate) fn on_sqlite(&self, settings: &[(&str, &str)]) -> Result<House, String> {
        House::open(self, Scratch::sqlite(&self.scratch), settings)
    }

    /// A house on Postgres, with these settings besides.
    pub(crate) fn on_postgres(&self, settings: &[(&str, &str)]) -> Result<House, String> {
        let scratch = Scratch::postgres(&self.scratch, &self.postgres);
        House::open(self, scratch, settings)
    }
}

/// A running house with a company in it.
#[derive(Debug)]
pub(crate) struct House {
    pub(crate) server: Option<Server>,
    pub(crate) place: Place,
    pub(crate) cast: Cast,
    rate: u32,
    // Last: dropped when nothing uses it any more.
    pub(crate) scratch: Scratch,
}

impl House {
    pub(crate) fn open(
        ground: &Ground,
        scratch: Scratch,
        settings: &[(&str, &str)],
    ) -> Result<Self, String> {
        let mut place = Place::new(&ground.binary, scratch.path(), scratch.url());
        for (name, value) in settings {
            place.set(name, value);
        }
        let server = place
            .start("")
            .map_err(|words| format!("{words}\n{}", place.log_tail()))?;
        let cast = cast(&place, 8);
        Ok(Self {
            server: Some(server),
            place,
            cast,
            rate: ground.rate(),
            scratch,
        })
    }

    /// Somebody's cookie.
    pub(crate) fn cookie(&self) -> &str {
        &self.cast.cookies[0]
    }

    /// The database, seen from outside.
    pub(crate) fn database(&self) -> Database {
        Database::open(self.scratch.url())
    }

    /// A steady load while `fault` happens.
    pub(crate) fn load<T>(&self, name: &str, fault: impl FnOnce() -> T) -> (T, Tally) {
        let load = Load {
            port: self.place.port,
            cast: &self.cast,
            ledgers: self.scratch.path(),
            rate: self.rate,
            clients: 16,
            name,
        };
        load.during(fault)
    }

    /// Waits until all background work is done, and looks at the whole; what is there, in words.
    pub(crate) fn settle(&self) -> Result<String, String> {
        let mut database = self.database();
        let rest = "SELECT (SELECT count(*) FROM job) \
                    + (SELECT count(*) FROM event WHERE seq IS NULL) AS n";
        let rested = wait_for("rest", REST_WITHIN, || {
            (database.count(rest) == 0).then_some(())
        });
        if rested.is_err() {
            let left = database.waiting();
            return Err(format!("{left} jobs are left\n{}", self.place.log_tail()));
        }
        if self.place.panics() > 0 {
            return Err(format!("something panicked\n{}", self.place.log_tail()));
        }
        database.verify(self.scratch.path(), true)
    }
}

/// The tally in words where at least `success` of ten thousand succeeded, else as an error.
pub(crate) fn at_least(success: usize, what: &str, tally: &Tally) -> Result<String, String> {
    let words = format!("{what}: {}", tally.words());
    if tally.success() >= success && tally.asked() > 0 {
        Ok(words)
    } else {
        Err(format!("{words}; such as {}", tally.failures.join("; ")))
    }
}

/// Writes jobs by hand, all due: reactions to facts that are not there, real jobs with nothing to
/// do. They can be told by their trace; priorities go from 0, urgent, to 3.
pub(crate) fn idle_jobs(house: &House, jobs: u32, prio: u32, trace: &str) {
    let numbers = if house.scratch.url().starts_with("sqlite:") {
        format!(
            "WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < {jobs}) SELECT n FROM g"
        )
    } else {
        format!("SELECT g AS n FROM generate_series(1, {jobs}) AS g")
    };
    house.database().run(&format!(
        "INSERT INTO job (queue, kind, payload, prio, run_at, max_attempt, created_at, trace) \
         SELECT 'default', 'react', '{{\"event\":' || -n || ',\"company\":null}}', {prio}, 1, 3, 1, '{trace}' \
         FROM ({numbers}) AS numbers"
    ));
}
