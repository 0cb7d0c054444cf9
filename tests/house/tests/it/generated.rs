//! Pages that are made from the code say what the code says.
//!
//! `BLIMP_TEST_UPDATE=1 cargo test --package blimp-tests generated` writes them anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use blimp::{apps, cli, config};
use blimp_mail::Templates;
use blimp_tests::House;

#[tokio::test]
async fn the_openapi_document_is_what_the_routes_make() {
    let house = House::new().await;
    same(
        "docs/openapi.json",
        &house.blimp.api().1.to_pretty_json().unwrap(),
    );
}

#[test]
fn the_page_of_settings_is_what_the_rooms_declare() {
    same(
        "docs/config.md",
        &config::page(&apps::settings(&apps::apps())),
    );
}

#[test]
fn the_page_of_commands_is_what_their_help_says() {
    let mut command = cli::command(&cli::room_commands());
    command.build();
    let mut page = String::from("# Commands\n\nMade from the code; a test keeps it so.\n");
    helps(&mut page, &mut command, "");
    same("docs/cli.md", &page);
}

fn helps(page: &mut String, command: &mut clap::Command, above: &str) {
    let name = format!("{above} {}", command.get_name()).trim().to_owned();
    let help = command
        .clone()
        .term_width(100)
        .render_long_help()
        .to_string();
    let help: Vec<&str> = help.trim_end().lines().map(str::trim_end).collect();
    let _ = write!(page, "\n## `{name}`\n\n```text\n{}\n```\n", help.join("\n"));
    for sub in command
        .get_subcommands_mut()
        .filter(|sub| sub.get_name() != "help")
    {
        helps(page, sub, &name);
    }
}

#[test]
fn every_mail_can_be_written() {
    let templates = apps::apps().into_iter().flat_map(|app| app.mails);
    Templates::new(templates).unwrap().check().unwrap();
}

#[test]
fn the_page_of_events_is_what_the_code_records_and_listens_to() {
    let mut listened: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for reaction in apps::apps().iter().flat_map(|app| &app.reactions) {
        listened
            .entry(reaction.event)
            .or_default()
            .push(reaction.name);
    }
    let mut facts = BTreeMap::new();
    find(&root().join("apps"), &mut facts);
    assert!(facts.len() > 20, "found {} facts only", facts.len());
    for name in listened.keys() {
        assert!(
            facts.contains_key(*name),
            "{name} is listened to and never recorded"
        );
    }
    let mut page = String::from(
        "# Events\n\nEvery change records a fact under a name that stays. `GET \
         /companies/{company}/events` lists facts, `GET /live` streams them. Made from the code; a \
         test keeps it so.\n\n| event | what happened | who acts on it |\n|---|---|---|\n",
    );
    for (name, what) in &facts {
        assert!(!what.is_empty(), "{name} has no words");
        let who = listened
            .get(name.as_str())
            .map(|who| format!("`{}`", who.join("`, `")));
        let who = who.unwrap_or_else(|| "nobody; it is there to be read".to_owned());
        let _ = writeln!(page, "| `{name}` | {what} | {who} |");
    }
    same("docs/events.md", &page);
}

/// The wire names of facts in `events.rs` files, with the words that stand above them.
fn find(folder: &Path, facts: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            find(&path, facts);
        } else if path.ends_with("events.rs") {
            let text = fs::read_to_string(&path).unwrap();
            let lines: Vec<&str> = text.lines().map(str::trim).collect();
            let named = lines
                .iter()
                .enumerate()
                .filter_map(|(i, line)| Some((i, wire_name(line)?)));
            facts.extend(named.map(|(i, name)| (name.to_owned(), words_above(&lines, i))));
        }
    }
}

/// `task.closed.v1` in a line that says so.
fn wire_name(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once(" = \"")?;
    let (name, _) = rest.split_once('"')?;
    let (_, version) = name.rsplit_once(".v")?;
    version.parse::<u8>().is_ok().then_some(name)
}

/// The comment above the struct of a fact, whose name is given in line `i`.
fn words_above(lines: &[&str], i: usize) -> String {
    let at = match lines[..i]
        .iter()
        .rposition(|line| line.starts_with("impl Event for "))
    {
        Some(at) if lines[i].starts_with("const NAME") => {
            let name = lines[at]
                .trim_start_matches("impl Event for ")
                .trim_end_matches(" {");
            let start = format!("pub struct {name} ");
            let tuple = format!("pub struct {name}(");
            let is = |line: &&str| line.starts_with(&start) || line.starts_with(&tuple);
            lines.iter().position(is).unwrap_or(i)
        }
        _ => i,
    };
    let above = lines[..at]
        .iter()
        .rev()
        .skip_while(|line| line.starts_with("#["));
    let above = above.map_while(|line| line.strip_prefix("///"));
    let mut words: Vec<&str> = above.map(str::trim).collect();
    words.reverse();
    words.join(" ")
}

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Compares a page with what the code makes, or writes it where that is asked for.
#[expect(
    clippy::disallowed_methods,
    reason = "whoever runs the tests says what to do"
)]
fn same(path: &str, made: &str) {
    let made = format!("{}\n", made.trim_end());
    let file = root().join(path);
    if std::env::var("BLIMP_TEST_UPDATE").is_ok_and(|value| value == "1") {
        fs::write(&file, made).unwrap();
        return;
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    let first = made
        .lines()
        .zip(kept.lines())
        .find(|(made, kept)| made != kept);
    assert!(
        made == kept,
        "{path} is not what the code says; first difference: {first:?}\n\
         BLIMP_TEST_UPDATE=1 cargo test --package blimp-tests generated writes it anew"
    );
}
