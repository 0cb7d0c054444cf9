//! Faults that a room's own tests show: run from here, for their place in the table.

use std::process::Command;

use blimp_faults::Report;

use crate::page::Row;

/// A test elsewhere, and what it shows.
pub(crate) struct Elsewhere {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    promise: &'static str,
    command: &'static str,
    /// How the line with its number begins; where there is none, its verdict is shown.
    says: &'static str,
}

/// All of them.
pub(crate) const ALL: &[Elsewhere] = &[
    Elsewhere {
        name: "postgres-crash",
        what: "Postgres crashes and starts again, five times",
        promise: "nothing acknowledged is lost, nobody waits for long, writes are back by themselves",
        command: "cargo test --workspace --exclude blimp-tidy --test failover -- --nocapture",
        says: "R4: ",
    },
    Elsewhere {
        name: "postgres-primary",
        what: "The Postgres primary is killed, its synchronous standby is promoted",
        promise: "writes are back within 5 s, nothing acknowledged is lost, the old primary gets no write",
        command: "cargo test --workspace --exclude blimp-tidy --test failover -- --nocapture",
        says: "R5: ",
    },
    Elsewhere {
        name: "schedulers",
        what: "Four schedulers fire the same 1,000 ticks",
        promise: "1,000 jobs",
        command: "cargo test --workspace --exclude blimp-tidy --lib a_tick_fires_once",
        says: "",
    },
];

impl Elsewhere {
    /// Runs it; what it printed as measured, or its verdict.
    pub(crate) fn row(&self, report: &mut Report) -> Row {
        let mut words = self.command.split(' ');
        let done = Command::new(words.next().unwrap_or_default())
            .args(words)
            .output();
        let result = match done {
            Ok(done) => {
                let text = String::from_utf8_lossy(&done.stdout).into_owned();
                let said = self.measured(&text);
                if done.status.success() {
                    Ok(said)
                } else {
                    Err(said)
                }
            }
            Err(error) => Err(error.to_string()),
        };
        Row::new(
            (self.what, self.promise),
            self.command.to_owned(),
            result,
            report,
        )
    }

    /// What it said, else the verdict of the test program.
    fn measured(&self, text: &str) -> String {
        let number = |line: &str| Some(line.split_once(self.says)?.1.to_owned());
        if let Some(said) = text
            .lines()
            .find_map(number)
            .filter(|_| !self.says.is_empty())
        {
            return said;
        }
        let verdicts = text
            .lines()
            .filter_map(|line| line.strip_prefix("test result: "))
            .filter(|line| !line.contains(" 0 passed"));
        verdicts.collect::<Vec<_>>().join("; ")
    }
}
