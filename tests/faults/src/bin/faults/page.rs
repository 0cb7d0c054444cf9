//! `docs/reliability.md`: what was promised and what was measured.

use std::fmt::Write as _;

use blimp_faults::{Report, commit};

use crate::Fault;

/// One line of the table.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) promise: String,
    pub(crate) measured: String,
    pub(crate) command: String,
    pub(crate) kept: bool,
}

impl Row {
    /// What came of a fault; said at once, too.
    pub(crate) fn of(fault: &Fault, result: Result<String, String>, report: &mut Report) -> Self {
        let command = format!("tests/faults/run --long --release --only {}", fault.name);
        Self::new((fault.what, fault.promise), command, result, report)
    }

    pub(crate) fn new(
        (what, promise): (&str, &str),
        command: String,
        result: Result<String, String>,
        report: &mut Report,
    ) -> Self {
        let kept = result.is_ok();
        let measured = match result {
            Ok(words) => words,
            Err(words) => format!("BROKEN: {words}"),
        };
        report.say(&format!("  {measured}"));
        Self {
            what: what.to_owned(),
            promise: promise.to_owned(),
            measured,
            command,
            kept,
        }
    }
}

const HEAD: &str = "# Reliability

Written by `./test --faults`; `./test` runs a short form of each line.

A 2xx to a write means that it is on disk, with its event and its jobs. Jobs run at least once, and their effects in the
database happen once. A part that is down or slow costs its own features only. Each line below takes a part away
from the real binary while clients go on asking, and counts what they notice.

After each fault a verifier looks at the database: every acknowledged write is there exactly once, whole, with its fact, its
label, its place in the search, its notices and their mails; nothing is there twice or half. The kill loop ends by
making ten mistakes by hand, and fails if the verifier misses one.

";

/// The page.
pub(crate) fn page(rows: &[Row], release: bool) -> String {
    let mut page = String::from(HEAD);
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let _ = writeln!(
        page,
        "Measured on {cores} cores with a {} build, clients and servers on the same machine; commit {}.\n",
        if release { "release" } else { "debug" },
        commit()
    );
    page.push_str("| fault | promised | measured | run it |\n|---|---|---|---|\n");
    for row in rows {
        let measured = row.measured.replace('|', "\\|").replace('\n', " ");
        let _ = writeln!(
            page,
            "| {} | {} | {measured} | `{}` |",
            row.what, row.promise, row.command
        );
    }
    page
}
