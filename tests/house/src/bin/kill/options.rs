//! What a run is asked to do.

use std::path::PathBuf;

use blimp_kit::random;

/// The command line, read.
#[derive(Debug)]
pub(crate) struct Options {
    /// How often to kill.
    pub(crate) loops: u32,
    /// The binary under test.
    pub(crate) binary: PathBuf,
    /// Where scratch folders are made; not in memory, so that fsync costs what it costs.
    pub(crate) scratch: PathBuf,
    /// What the dice begin with; the same seed gives the same delays.
    pub(crate) seed: u64,
    /// Clients at once.
    pub(crate) clients: usize,
    /// Also write the report here.
    pub(crate) log: Option<PathBuf>,
}

const USAGE: &str =
    "kill LOOPS --binary PATH [--seed N] [--clients N] [--log FILE] [--scratch DIR]";

impl Options {
    /// Reads the arguments, or says what is wrong with them.
    pub(crate) fn read(mut args: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self {
            loops: 0,
            binary: PathBuf::new(),
            scratch: std::env::temp_dir(),
            seed: random::number().map_or(1, i64::unsigned_abs) % 1_000_000_000,
            clients: 32,
            log: None,
        };
        while let Some(word) = args.next() {
            let mut value = || {
                args.next()
                    .ok_or_else(|| format!("{word} needs a value\n{USAGE}"))
            };
            match word.as_str() {
                "--binary" => options.binary = value()?.into(),
                "--scratch" => options.scratch = value()?.into(),
                "--log" => options.log = Some(value()?.into()),
                "--seed" => options.seed = number(&value()?)?,
                "--clients" => options.clients = number(&value()?)?,
                _ => options.loops = number(&word)?,
            }
        }
        if options.loops == 0 || options.clients == 0 || !options.binary.is_file() {
            return Err(format!(
                "{USAGE}\nPATH must be a file, LOOPS and clients at least 1"
            ));
        }
        Ok(options)
    }
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    let Ok(number) = text.parse() else {
        return Err(format!("{text} is no number\n{USAGE}"));
    };
    Ok(number)
}
