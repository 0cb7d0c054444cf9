//! `blimp mail`: what was sent, and what it said.

use std::io::Write;

use blimp_kit::{Email, Error, Page, PageParams, Result, random};
use blimp_store::Db;

use crate::actions::{Draft, post, retry};
use crate::model::{Message, MessageId, State, Summary};
use crate::queries::{self, Filter};
use crate::render::printable;
use crate::template::Template;

/// What was mailed, and what it said.
#[derive(Debug, clap::Subcommand)]
pub enum MailCommand {
    /// Lists mails, newest first.
    List {
        /// Only those to this address.
        #[arg(long)]
        to: Option<Email>,
        /// Only those sent for the company with this id.
        #[arg(long)]
        company: Option<i64>,
        /// Only those in this state: queued, sending, sent or failed.
        #[arg(long)]
        state: Option<State>,
        /// How many, 1 to 100.
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=100))]
        limit: i64,
        /// Goes on where the page before ended: its `next`.
        #[arg(long)]
        cursor: Option<String>,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Shows one mail: its plain text, if nothing else is asked for.
    Show {
        /// The mail's id.
        id: MessageId,
        /// Everything there is, as JSON.
        #[arg(long, conflicts_with_all = ["html", "text"])]
        json: bool,
        /// The HTML alone.
        #[arg(long, conflicts_with = "text")]
        html: bool,
        /// The plain text alone.
        #[arg(long)]
        text: bool,
    },
    /// Sends a mail that failed once more.
    Retry {
        /// The mail's id.
        id: MessageId,
    },
    /// Sends a test mail by way of the queue.
    Test {
        /// To this address.
        to: Email,
    },
}

impl MailCommand {
    /// Runs the command; its answer goes to `out`.
    pub async fn run(self, db: &Db, out: &mut dyn Write) -> Result {
        match self {
            Self::List {
                to,
                company,
                state,
                limit,
                cursor,
                json,
            } => {
                let filter = Filter { to, company, state };
                let page = PageParams {
                    limit: Some(limit),
                    cursor,
                };
                let page = db
                    .read(move |conn| queries::list(conn, &filter, &page))
                    .await?;
                if json {
                    json_to(out, &page)
                } else {
                    table(out, &page)
                }
            }
            Self::Show {
                id,
                json,
                html,
                text,
            } => {
                let mail = db.read(move |conn| queries::get(conn, id)).await?;
                match (json, html, text) {
                    (true, ..) => json_to(out, &mail),
                    (_, true, _) => say(out, &mail.html),
                    (.., true) => say(out, &printable(&mail.text)),
                    _ => show(out, &mail),
                }
            }
            Self::Retry { id } => {
                db.write(move |tx| retry(tx, id)).await?;
                say(out, &format!("Mail {id} waits to be sent."))
            }
            Self::Test { to } => {
                let key = format!("mail.test:{}", random::number()?);
                let draft = Draft::new(key, to, Template::TEST.name);
                let id = db.write(move |tx| post(tx, &draft)).await?;
                let id = id.ok_or_else(|| Error::fault("a random number came twice"))?;
                say(
                    out,
                    &format!("Mail {id} waits to be sent; see: blimp mail show {id}"),
                )
            }
        }
    }
}

fn table(out: &mut dyn Write, page: &Page<Summary>) -> Result {
    if page.items.is_empty() {
        return say(out, "No mails.");
    }
    let width = page
        .items
        .iter()
        .map(|mail| mail.to_address.chars().count())
        .max();
    let width = width.unwrap_or(0).max(2);
    say(
        out,
        &format!(
            "{:>6}  {:<16}  {:<7}  {:width$}  SUBJECT",
            "ID", "WHEN", "STATE", "TO"
        ),
    )?;
    for mail in &page.items {
        let at = mail
            .sent_at
            .unwrap_or(mail.created_at)
            .to_chrono()
            .format("%Y-%m-%d %H:%M");
        let what = if mail.subject.is_empty() {
            &mail.template
        } else {
            &mail.subject
        };
        let line = format!(
            "{:>6}  {at}  {:<7}  {:width$}  {what}",
            mail.id,
            mail.state.as_str(),
            mail.to_address
        );
        say(out, &printable(&line))?;
        if let Some(error) = &mail.error {
            say(out, &printable(&format!("        {error}")))?;
        }
    }
    match &page.next {
        Some(next) => say(out, &format!("More: --cursor {next}")),
        None => Ok(()),
    }
}

fn show(out: &mut dyn Write, mail: &Message) -> Result {
    let lines = [
        ("From", Some(mail.from_address.clone())),
        (
            "To",
            Some(
                format!("{} <{}>", mail.to_name, mail.to_address)
                    .trim()
                    .to_owned(),
            ),
        ),
        ("Reply-To", mail.reply_to.clone()),
        ("Subject", Some(mail.subject.clone())),
        (
            "State",
            Some(format!("{} (tries: {})", mail.state, mail.attempts)),
        ),
        ("Error", mail.error.clone()),
        ("Asked for", Some(mail.created_at.to_string())),
        ("Sent", mail.sent_at.map(|at| at.to_string())),
        ("Server said", mail.provider_id.clone()),
        ("Words removed", mail.pruned_at.map(|at| at.to_string())),
    ];
    for (name, value) in lines {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            say(out, &printable(&format!("{name}: {value}")))?;
        }
    }
    say(out, &format!("\n{}", printable(&mail.text)))
}

fn json_to(out: &mut dyn Write, value: &impl serde::Serialize) -> Result {
    say(out, &serde_json::to_string_pretty(value)?)
}

fn say(out: &mut dyn Write, line: &str) -> Result {
    writeln!(out, "{}", line.trim_end()).map_err(|e| Error::Fault(e.into()))
}
