//! The fault table: takes the parts of a running Blimp away, one by one, and counts what its
//! clients notice.
//!
//! `faults --binary PATH [--long] [--only NAME] [--write FILE] [--scratch DIR]`; see
//! `tests/faults/run`, which starts what is needed. `--write` makes `docs/reliability.md`.

#![expect(clippy::expect_used, reason = "a run that cannot go on stops")]

mod backlog;
mod disk;
mod elsewhere;
mod ground;
mod memcached;
mod page;
mod redis;
mod restart;
mod s3;
mod zombie;

use std::process::ExitCode;

use blimp_faults::Report;

use crate::ground::Ground;
use crate::page::Row;

/// A part that goes wrong, and what is promised about it.
struct Fault {
    name: &'static str,
    /// What happens, in words.
    what: &'static str,
    promise: &'static str,
    /// What was measured, or what was wrong.
    run: fn(&Ground) -> Result<String, String>,
}

const FAULTS: &[Fault] = &[
    Fault {
        name: "restart",
        what: "Web processes are replaced one after the other, by SIGUSR2 and by a supervisor that holds the socket",
        promise: "no request fails",
        run: restart::run,
    },
    Fault {
        name: "redis-frozen",
        what: "Redis is stopped (SIGSTOP) and goes on later",
        promise: "99.9 % of requests succeed, no job is lost",
        run: redis::frozen,
    },
    Fault {
        name: "redis-killed",
        what: "Redis is killed and comes back empty",
        promise: "99.9 % of requests succeed, no job is lost",
        run: redis::killed,
    },
    Fault {
        name: "redis-flushed",
        what: "`FLUSHALL`, again and again",
        promise: "99.9 % of requests succeed, no job is lost",
        run: redis::flushed,
    },
    Fault {
        name: "redis-slow",
        what: "Each command to Redis takes half a second longer",
        promise: "99.9 % of requests succeed, no job is lost",
        run: redis::slow,
    },
    Fault {
        name: "memcached-gone",
        what: "One Memcached dies, then the other; both come back empty",
        promise: "every request succeeds; who was signed out stays out",
        run: memcached::run,
    },
    Fault {
        name: "s3-gone",
        what: "The S3 server dies and comes back",
        promise: "uploads answer 503 at once, everything else succeeds, no row without its file",
        run: s3::run,
    },
    Fault {
        name: "disk-full",
        what: "The disk under SQLite fills up, and is freed again",
        promise: "writes answer 507 or 503, reads succeed, nothing is damaged, it goes on by itself",
        run: disk::run,
    },
    Fault {
        name: "zombie",
        what: "A worker is stopped (SIGSTOP) for longer than its lease and goes on later",
        promise: "others do its jobs, its late word is refused, each effect happens once",
        run: zombie::run,
    },
    Fault {
        name: "backlog",
        what: "A million jobs are due, and then an urgent one",
        promise: "the urgent one starts within a second",
        run: backlog::run,
    },
];

fn main() -> ExitCode {
    let mut report = Report::to_nowhere();
    let (ground, only, write) = match ground::read(std::env::args().skip(1)) {
        Ok(read) => read,
        Err(words) => {
            report.say(&words);
            return ExitCode::from(2);
        }
    };
    let mut rows = Vec::new();
    let wanted = |name: &str| {
        only.as_ref()
            .is_none_or(|only| name.starts_with(only.as_str()))
    };
    for fault in FAULTS.iter().filter(|fault| wanted(fault.name)) {
        report.say(&format!("{}: {}", fault.name, fault.what));
        rows.push(Row::of(fault, (fault.run)(&ground), &mut report));
    }
    if ground.long {
        for other in elsewhere::ALL.iter().filter(|other| wanted(other.name)) {
            report.say(&format!("{}: {}", other.name, other.what));
            rows.push(other.row(&mut report));
        }
    }
    if let Some(path) = write {
        let release = ground.binary.iter().any(|part| part == "release");
        std::fs::write(&path, page::page(&rows, release)).expect("the page can be written");
    }
    let failed = rows.iter().filter(|row| !row.kept).count();
    report.say(&format!(
        "{} promises kept, {failed} broken",
        rows.len() - failed
    ));
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
