//! `blimp demo`: a company to look at, with people, projects, and some weeks of history.
//!
//! It is lived, not inserted: the clock starts five weeks ago and is moved on day by day, while
//! people act through the API and the queue does what follows.

mod client;
mod plan;
mod weeks;

use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use blimp_kit::settings::Source;
use blimp_kit::{Clock, Instant, Result, Settings, random};
use blimp_store::config::DATABASE_URL;

use crate::House;
use crate::demo::weeks::Weeks;

/// The demo's company, by its slug.
const SLUG: &str = "harbour-studio";
/// How far back its history goes.
const DAYS: u64 = 35;

/// Makes the demo's company where it is not there, and prints how to sign in.
pub(crate) async fn run(settings: &Settings, out: &mut dyn Write) -> Result {
    let note = note(settings);
    if is_there(settings).await? {
        let login = fs::read_to_string(&note)
            .unwrap_or_else(|_| "The demo's password was printed when it was made.\n".to_owned());
        return say(out, &login);
    }
    say(
        out,
        "Making the demo: five weeks of a small company. This takes a moment.\n",
    )?;
    let password = random::token()?
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(14)
        .collect();
    let login = live(settings, password).await?;
    keep(&note, &login)?;
    say(out, &login)
}

async fn is_there(settings: &Settings) -> Result<bool> {
    let house = House::open(settings, Clock::system()).await?;
    let found = house.blimp.db.read(|conn| {
        let slug = SLUG.parse().map_err(anyhow::Error::from)?;
        blimp_accounts::companies::queries::find_by_slug(conn, &slug)
    });
    Ok(found.await?.is_some())
}

async fn live(settings: &Settings, password: String) -> Result<String> {
    let mut settings = settings.clone();
    // Nothing of the demo leaves the house, and nothing holds it up.
    settings.set("MAIL_URL", "mailbox", Source::Flag);
    settings.set("RATE_LIMITS", "off", Source::Flag);
    let start = Clock::system().now() - Duration::from_hours(24 * DAYS);
    let morning = Instant(start.micros() - start.micros() % 86_400_000_000) + NINE;
    let clock = Clock::held_at(morning);
    let house = House::open(&settings, clock).await?;
    let url = house.blimp.site.url.clone();
    let mut weeks = Weeks::new(&house, password.clone())?;
    weeks.gather().await?;
    weeks.work(DAYS).await?;
    Ok(format!(
        "Sign in at {url}\n  owner   ana@harbour.example\n  member  chiara@harbour.example\n  \
         client  frida@lund.example\n  password for all of them: {password}\n"
    ))
}

/// Nine in the morning.
const NINE: Duration = Duration::from_hours(9);

/// Where the login is kept, so that a second `blimp demo` can print it again.
fn note(settings: &Settings) -> PathBuf {
    let database = settings.text(&DATABASE_URL).strip_prefix("sqlite://");
    database.map_or_else(
        || PathBuf::from("blimp-demo.txt"),
        |db| PathBuf::from(db).with_extension("demo.txt"),
    )
}

fn keep(note: &PathBuf, login: &str) -> Result {
    let mut options = fs::OpenOptions::new();
    let options = options.write(true).create(true).truncate(true).mode(0o600);
    let written = options
        .open(note)
        .and_then(|mut file| file.write_all(login.as_bytes()));
    written.with_context(|| format!("cannot write {}", note.display()))?;
    Ok(())
}

fn say(out: &mut dyn Write, text: &str) -> Result {
    out.write_all(text.as_bytes())
        .map_err(anyhow::Error::from)?;
    Ok(())
}
