//! The kill loop: `kill -9` under load, again and again, and a verifier after each.
//!
//! It starts the real binary on a scratch database, lets clients write, kills the process, starts
//! it again, repeats what had no answer with the same `Idempotency-Key`, and looks whether every
//! acknowledged write is there exactly once with all that belongs to it.
//!
//! The kill comes at a random moment, or with `--points` at named points of the code where a
//! crash hurts most: there a debug build kills itself. At the end it makes mistakes by hand, to
//! show that the verifier would have seen them.

mod options;
mod points;
mod round;

use std::process::ExitCode;

use blimp_faults::{Redis, Report, Scratch};

use crate::options::{Options, Store};

fn main() -> ExitCode {
    let options = match Options::read(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(words) => {
            Report::to_nowhere().say(&words);
            return ExitCode::from(2);
        }
    };
    let mut report = Report::new(options.log.as_deref());
    for store in &options.stores {
        let scratch = match store {
            Store::Sqlite => Scratch::sqlite(&options.scratch),
            Store::Postgres => Scratch::postgres(&options.scratch, &options.postgres),
        };
        let redis = options.broker.then(Redis::start);
        if let Err(words) = round::all(&options, &scratch, redis.as_ref(), &mut report) {
            report.say(&format!("FAILED: {words}"));
            let (url, kept) = (scratch.url().to_owned(), scratch.keep());
            report.say(&format!("kept: {url}, and the log in {}", kept.display()));
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
