//! What people see and do: `blimp jobs`, and numbers.

use clap::Parser;

use super::house::{House, on_each_database};
use super::jobs::{Fail, Say};
use crate::{Count, JobsCommand, State, admin};

#[derive(Parser)]
struct Jobs {
    #[command(subcommand)]
    command: JobsCommand,
}

/// What `blimp jobs …` says, and the refusal behind it.
async fn say(house: &House, line: &str) -> String {
    let args = std::iter::once("jobs").chain(line.split_whitespace());
    let command = match Jobs::try_parse_from(args) {
        Ok(jobs) => jobs.command,
        Err(error) => return error.to_string(),
    };
    let mut out = Vec::new();
    let ended = command.run(&house.db, &mut out).await;
    let refusal = ended
        .err()
        .map_or(String::new(), |error| format!("refused: {error}\n"));
    String::from_utf8(out).unwrap() + &refusal
}

#[tokio::test]
async fn people_list_retry_and_cancel_jobs() {
    on_each_database(async |house: House| {
        assert_eq!(say(&house, "list").await, "No jobs.\n");
        house.enqueue(Fail::by("luck", 9)).await;
        for _ in 0..3 {
            house.run().await;
            house.advance(1000);
        }
        house.enqueue(Say::new("x")).await;
        for (line, expected) in [
            (
                "list",
                "ID  STATE  QUEUE    KIND  TRY   DUE                   LAST ERROR\n\
                 3   ready  default  say   0/15  2026-11-23T09:50:00Z\n\
                 1   dead   default  fail  3/3   2026-11-23T09:",
            ),
            (
                "list --state dead",
                "ID  STATE  QUEUE    KIND  TRY  DUE                   LAST ERROR\n1   dead ",
            ),
            ("list --state dead --kind say", "No jobs.\n"),
            ("list --queue other", "No jobs.\n"),
            ("retry 7", "0 retried\nrefused: job 7: there is no such job"),
            ("retry 1 3", "2 retried\n"),
            ("retry --all-dead", "0 retried\n"),
            (
                "cancel 3 4 --json",
                "{\"cancelled\":1,\"refused\":[{\"id\":4,",
            ),
            ("retry --all-dead --json", "{\"refused\":0,\"retried\":0}\n"),
            (
                "list --limit 1 --json --kind fail",
                "{\"items\":[{\"id\":1,\"company_id\":null,",
            ),
            (
                "list --limit 101",
                "error: invalid value '101' for '--limit <LIMIT>'",
            ),
            (
                "list --state gone",
                "error: invalid value 'gone' for '--state <STATE>': expected one of: ready,",
            ),
            ("list --cursor nonsense", "refused: invalid: ?cursor"),
            (
                "retry",
                "error: the following required arguments were not provided",
            ),
            ("cancel x", "error: invalid value 'x'"),
        ] {
            let got = say(&house, line).await;
            assert!(got.starts_with(expected), "{line}:\n{got}\nnot\n{expected}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_long_list_is_read_page_by_page() {
    let house = House::on_sqlite();
    for _ in 0..3 {
        house.enqueue(Say::new("x")).await;
    }
    let first = say(&house, "list --limit 2").await;
    let cursor = first
        .lines()
        .last()
        .unwrap()
        .strip_prefix("More: ")
        .unwrap();
    assert_eq!(first.lines().count(), 4);
    let second = say(&house, &format!("list --limit 2 {cursor}")).await;
    assert_eq!(second.lines().count(), 2);
}

#[tokio::test]
async fn jobs_are_counted_by_queue_and_state() {
    on_each_database(async |house: House| {
        let at = house.now();
        house.enqueue(Say::new("x")).await;
        house.enqueue(Say::new("y")).await;
        let lease = house.worker().await;
        house.claim(lease.worker).await;
        let count = |state| Count {
            queue: "default".to_owned(),
            state,
            jobs: 1,
            first_run_at: at,
        };
        let counts = house.db.read(admin::counts).await.unwrap();
        assert_eq!(counts, [count(State::Ready), count(State::Running)]);
    })
    .await;
}
