//! What people see and do: `blimp jobs`, and numbers.

use blimp_kit::Result;
use clap::Parser;

use super::house::{House, on_each_database};
use super::jobs::{Counted, Fail, Say};
use crate::{JobsCommand, QueuesCommand};

#[derive(Parser)]
struct Jobs {
    #[command(subcommand)]
    command: JobsCommand,
}

#[derive(Parser)]
struct Queues {
    #[command(subcommand)]
    command: QueuesCommand,
}

trait Line: Parser {
    async fn run(self, house: &House, out: &mut Vec<u8>) -> Result;
}

impl Line for Jobs {
    async fn run(self, house: &House, out: &mut Vec<u8>) -> Result {
        self.command.run(&house.db, out).await
    }
}

impl Line for Queues {
    async fn run(self, house: &House, out: &mut Vec<u8>) -> Result {
        self.command.run(&house.db, out).await
    }
}

/// What `blimp jobs …` says, and the refusal behind it.
async fn say(house: &House, line: &str) -> String {
    said_by::<Jobs>(house, line).await
}

async fn said_by<L: Line>(house: &House, line: &str) -> String {
    let args = std::iter::once("blimp").chain(line.split_whitespace());
    let command = match L::try_parse_from(args) {
        Ok(command) => command,
        Err(error) => return error.to_string(),
    };
    let mut out = Vec::new();
    let ended = command.run(house, &mut out).await;
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
async fn queues_are_listed_paused_and_limited() {
    on_each_database(async |house: House| {
        let say = async |line: &str| said_by::<Queues>(&house, line).await;
        assert_eq!(say("list").await, "No queue has jobs or limits.\n");
        for _ in 0..3 {
            house.enqueue(Say::new("x")).await;
        }
        let lease = house.worker().await;
        house.claim(lease.worker).await;
        let far = house.now() + std::time::Duration::from_hours(1);
        let later = house.db.write(move |tx| tx.enqueue_at(&Say::new("later"), far));
        later.await.unwrap();
        house.execute("UPDATE job SET state = 3 WHERE id = 2".to_owned()).await;
        for (line, expected) in [
            ("limit default --max-running 4 --rate 10/s", "default has its new limits\n"),
            ("pause mail", "mail is paused\n"),
            (
                "list",
                "QUEUE    DUE  LATER  RUNNING  SENT  BLOCKED  DEAD  OLDEST                LIMITS\n\
                 default  1    1      1        0     0        1     2026-11-23T09:00:00Z  4 at once, 10/s\n\
                 mail     0    0      0        0     0        0                           paused\n",
            ),
            ("resume mail", "mail goes on\n"),
            ("limit default --rate none", "default has its new limits\n"),
            (
                "list --json",
                "{\"items\":[{\"blocked\":0,\"dead\":1,\"due\":1,\"later\":1,\"max_running\":4,",
            ),
            ("limit default", "error: the following required arguments"),
            ("limit default --rate 10", "error: invalid value '10' for '--rate <RATE>'"),
            ("limit default --max-running 0", "refused: invalid: /max_running: At least 1"),
        ] {
            let got = say(line).await;
            assert!(got.starts_with(expected), "{line}:\n{got}\nnot\n{expected}");
        }
    })
    .await;
}

#[tokio::test]
async fn many_dead_jobs_are_replayed_by_what_they_are() {
    on_each_database(async |house: House| {
        for n in 0..250 {
            let how = if n % 2 == 0 { "luck" } else { "panic" };
            house.enqueue(Fail::by(how, 9)).await;
        }
        house.enqueue(Say::new("x")).await;
        house
            .execute("UPDATE job SET state = 3, started_at = 1000000 * id".to_owned())
            .await;
        for (line, expected) in [
            ("retry --dead --kind nothing", "0 retried\n"),
            (
                "retry --dead --kind say --json",
                "{\"refused\":0,\"retried\":1}\n",
            ),
            (
                "retry --dead --since 1970-01-01T00:00:10Z --until 1970-01-01T00:00:20Z",
                "10 retried\n",
            ),
            ("retry --dead --queue default", "240 retried\n"),
            ("cancel --state dead", "0 cancelled\n"),
            ("cancel --state ready --kind fail", "250 cancelled\n"),
            (
                "retry --dead 1",
                "error: the argument '--dead' cannot be used with '[IDS]...'",
            ),
            (
                "retry --dead --since today",
                "error: invalid value 'today' for '--since <SINCE>'",
            ),
        ] {
            let got = say(&house, line).await;
            assert!(got.starts_with(expected), "{line}:\n{got}\nnot\n{expected}");
        }
    })
    .await;
}

#[tokio::test]
async fn one_job_is_shown_while_it_lives_and_after() {
    on_each_database(async |house: House| {
        let id = house.enqueue(Counted { n: 3 }).await.unwrap();
        let live = say(&house, &format!("show {id}")).await;
        assert!(
            live.contains("state         ready\n") && live.contains("kind          counted\n"),
            "{live}"
        );
        house.run().await;
        let ended = say(&house, &format!("show {id} --json")).await;
        assert!(
            ended.contains("\"result\":{\"counted\":3}") && ended.contains("\"status\":\"done\""),
            "{ended}"
        );
        let history = say(&house, "history --kind counted").await;
        assert!(
            history.contains(&format!("{id}   done")) && history.lines().count() == 2,
            "{history}"
        );
        assert_eq!(
            say(&house, "history --status cancelled").await,
            "No jobs.\n"
        );
        assert_eq!(say(&house, "show 99").await, "refused: not found\n");
    })
    .await;
}

#[tokio::test]
async fn top_shows_what_was_done_and_what_failed() {
    on_each_database(async |house: House| {
        for _ in 0..3 {
            house.enqueue(Say::new("x")).await;
        }
        house.enqueue(Fail::by("luck", 9)).await;
        house.advance(2);
        house.run().await;
        let top = say(&house, "top --once").await;
        for part in [
            "0.1 done a second",
            "QUEUE",
            "KIND",
            "fail  0",
            "say   3     2000.0 ms",
        ] {
            assert!(top.contains(part), "{part} is not in\n{top}");
        }
        let json = say(&house, "top --once --json").await;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["kinds"][1]["done"], 3, "{json}");
        assert_eq!(json["kinds"][0]["failing"], 1, "{json}");
    })
    .await;
}
