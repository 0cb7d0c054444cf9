//! The ways in: who may use them, and what they say to what is no board.

use blimp_app::Run as _;
use blimp_kit::{Error, Result};
use clap::{CommandFactory as _, FromArgMatches as _, Parser};
use serde_json::{Value, json};

use super::house::{ACME, CLEO, House, MAX, OLGA, made};
use super::queries;
use crate::imports::commands::ImportCommand;
use crate::imports::{Asked, policy};

#[tokio::test]
async fn staff_bring_things_in_and_see_what_is_theirs() {
    for house in House::each().await {
        let (import, _) = house.import(made(5).to_bytes(false)).await;
        let id = import.id;
        for (user, begins, sees) in [
            (OLGA, "ok", "ok"),
            (MAX, "ok", "not found"),
            (CLEO, "forbidden", "forbidden"),
            (blimp_accounts::UserId(9), "not found", "not found"),
        ] {
            let actor = house.actor(user).await;
            let found = house.read(move |conn| {
                let begins = word(policy::begin(conn, &actor, ACME));
                Ok((begins, word(policy::view(conn, &actor, ACME, id))))
            });
            assert_eq!(found.await, (begins, sees), "{user}");
        }
    }
}

fn word<T>(result: Result<T>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(Error::NotFound) => "not found",
        Err(Error::Forbidden(_)) => "forbidden",
        Err(Error::Invalid(_)) => "invalid",
        Err(Error::Conflict { code, .. }) => code,
        Err(error) => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn what_is_no_board_is_refused_before_anything_is_written() {
    let house = House::sqlite().await;
    let before = house.rows().await;
    for file in [
        &b""[..],
        b"hello",
        b"{}",
        b"{\"lists\":[],\"cards\":[]}",
        b"{\"cards\":[5]}",
    ] {
        let refused = house.bring(file.to_vec(), Asked::default()).await;
        assert_eq!(word(refused), "invalid");
    }
    let nowhere = Asked {
        project: Some(77.into()),
        ..Asked::default()
    };
    assert_eq!(
        word(house.bring(made(1).to_bytes(false), nowhere).await),
        "invalid"
    );
    assert_eq!(house.rows().await, before);
}

#[derive(Parser)]
struct Line {
    #[command(subcommand)]
    command: ImportCommand,
}

/// What `blimp import …` answers.
async fn said(house: &House, args: &[&str]) -> (Result, String) {
    let line = [&["import", "trello"], args].concat();
    let matches = Line::command().try_get_matches_from(line).unwrap();
    let line = Line::from_arg_matches(&matches).unwrap();
    let mut out = Vec::new();
    let result = line.command.run(&house.blimp, &mut out).await;
    (result, String::from_utf8(out).unwrap())
}

#[tokio::test]
async fn the_command_reports_and_says_what_is_wrong() {
    let house = House::sqlite().await;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (good, bad) = (
        path("board.json", &made(30).to_bytes(true)),
        path("bad.json", b"hello"),
    );
    for (args, expected) in [
        (&[good.as_str(), "--company", "nobody"][..], "not found"),
        (
            &[&good, "--company", "acme", "--project", "none"],
            "not found",
        ),
        (&[&bad, "--company", "acme"], "invalid"),
        (&["/does/not/exist.json", "--company", "acme"], "invalid"),
        (&["/", "--company", "acme"], "invalid"),
    ] {
        assert_eq!(word(said(&house, args).await.0), expected, "{args:?}");
    }
    let before = house.rows().await;
    let (result, text) = said(&house, &[&good, "--company", "acme", "--dry-run", "--json"]).await;
    result.unwrap();
    let told: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (
            &told["dry_run"],
            &told["import_id"],
            &told["report"]["counts"][0]["created"]
        ),
        (&json!(true), &Value::Null, &json!(5))
    );
    assert_eq!(house.rows().await, before);

    let (result, text) = said(&house, &[&good, "--company", "acme", "--lists", "goal"]).await;
    result.unwrap();
    assert!(
        text.contains("30 tasks are new") && text.contains("Lists became goals: as you asked."),
        "{text}"
    );
    let goals = house
        .read(|conn| queries::number(conn, "SELECT COUNT(*) AS n FROM goals"))
        .await;
    assert_eq!(goals, 5);
    // The same file again goes into the same project, lists as before.
    let (result, text) = said(&house, &[&good, "--company", "acme", "--json"]).await;
    result.unwrap();
    let told: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&told["status"], &told["report"]["lists"]),
        (&json!("done"), &json!("goal"))
    );
    let slug = house
        .read(|conn| queries::words(conn, "SELECT slug AS words FROM projects"))
        .await;
    let (result, _) = said(&house, &[&good, "--company", "acme", "--project", &slug[0]]).await;
    result.unwrap();
}
