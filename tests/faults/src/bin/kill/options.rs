//! What a run is asked to do.

use std::path::PathBuf;

use blimp_kit::random;

/// Where the data is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Store {
    Sqlite,
    Postgres,
}

/// The command line, read.
#[derive(Debug)]
pub(crate) struct Options {
    /// How often to kill; at each point, where there are points.
    pub(crate) loops: u32,
    /// The binary under test.
    pub(crate) binary: PathBuf,
    /// The databases to do it on, one after the other.
    pub(crate) stores: Vec<Store>,
    /// The Postgres server.
    pub(crate) postgres: String,
    /// Whether Redis carries the jobs.
    pub(crate) broker: bool,
    /// Whether to die at named points instead of random moments.
    pub(crate) points: bool,
    /// Where scratch folders are made; not in memory, so that fsync costs what it costs.
    pub(crate) scratch: PathBuf,
    /// What the dice begin with; the same seed gives the same delays.
    pub(crate) seed: u64,
    /// Clients at once.
    pub(crate) clients: usize,
    /// Also write the report here.
    pub(crate) log: Option<PathBuf>,
}

const USAGE: &str = "kill LOOPS --binary PATH [--db sqlite|postgres|both] [--postgres URL] \
    [--broker redis] [--points] [--seed N] [--clients N] [--log FILE] [--scratch DIR]";

impl Options {
    /// Reads the arguments, or says what is wrong with them.
    pub(crate) fn read(mut args: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self {
            loops: 0,
            binary: PathBuf::new(),
            stores: vec![Store::Sqlite],
            postgres: String::new(),
            broker: false,
            points: false,
            scratch: std::env::temp_dir(),
            seed: random::number().map_or(1, i64::unsigned_abs) % 1_000_000_000,
            clients: 32,
            log: None,
        };
        while let Some(word) = args.next() {
            if word == "--points" {
                options.points = true;
            } else if word.starts_with("--") {
                let value = args
                    .next()
                    .ok_or_else(|| format!("{word} needs a value\n{USAGE}"))?;
                options.set(&word, value)?;
            } else {
                options.loops = number(&word)?;
            }
        }
        options.check()
    }

    fn set(&mut self, word: &str, value: String) -> Result<(), String> {
        match word {
            "--binary" => self.binary = value.into(),
            "--scratch" => self.scratch = value.into(),
            "--log" => self.log = Some(value.into()),
            "--postgres" => self.postgres = value,
            "--seed" => self.seed = number(&value)?,
            "--clients" => self.clients = number(&value)?,
            "--broker" => self.broker = value == "redis",
            "--db" => {
                self.stores = match value.as_str() {
                    "sqlite" => vec![Store::Sqlite],
                    "postgres" => vec![Store::Postgres],
                    "both" => vec![Store::Sqlite, Store::Postgres],
                    _ => return Err(format!("there is no database {value}\n{USAGE}")),
                }
            }
            _ => return Err(format!("unknown option {word}\n{USAGE}")),
        }
        Ok(())
    }

    fn check(self) -> Result<Self, String> {
        if self.loops == 0 || self.clients == 0 || !self.binary.is_file() {
            return Err(format!(
                "{USAGE}\nPATH must be a file, LOOPS and clients at least 1"
            ));
        }
        if self.stores.contains(&Store::Postgres) && self.postgres.is_empty() {
            return Err(format!("{USAGE}\n--db postgres needs --postgres URL"));
        }
        Ok(self)
    }
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    let Ok(number) = text.parse() else {
        return Err(format!("{text} is no number\n{USAGE}"));
    };
    Ok(number)
}
