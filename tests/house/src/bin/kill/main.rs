//! The kill loop: `kill -9` at random under load, again and again, and a verifier after each.
//!
//! It starts the real binary on a scratch database, lets clients write, kills the process, starts
//! it again, repeats what had no answer with the same `Idempotency-Key`, and looks whether every
//! acknowledged write is there exactly once with all that belongs to it.
//!
//! `kill LOOPS --binary PATH [--seed N] [--clients N] [--log FILE]`

#![expect(clippy::expect_used, reason = "a run that cannot go on stops")]

mod client;
mod dice;
mod options;
mod report;
mod round;
mod server;
mod setup;
mod verify;
mod wire;

use std::process::ExitCode;

use crate::options::Options;
use crate::report::Report;

fn main() -> ExitCode {
    let options = match Options::read(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(words) => {
            Report::to_nowhere().say(&words);
            return ExitCode::from(2);
        }
    };
    let mut report = Report::new(options.log.as_deref());
    let folder = tempfile::tempdir_in(&options.scratch).expect("a scratch folder");
    match round::all(&options, folder.path(), &mut report) {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            report.say(&format!("FAILED: {words}"));
            let kept = folder.keep();
            report.say(&format!("the database is kept in {}", kept.display()));
            ExitCode::FAILURE
        }
    }
}
