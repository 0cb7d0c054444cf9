//! The command line: `blimp serve`, `blimp migrate`, and what the rooms bring.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use blimp_app::Command as RoomCommand;
use blimp_files::FilesCommand;
use blimp_kit::settings::Source;
use blimp_kit::{Clock, Error, Field, Result, Settings};
use blimp_mail::MailCommand;
use blimp_queue::config::{BLIMP_WORKER_CONCURRENCY, JOB_QUEUES};
use blimp_queue::{JobsCommand, QueuesCommand};
use blimp_store::Db;
use blimp_store::config::DATABASE_URL;
use clap::{ArgMatches, FromArgMatches, Subcommand};

use crate::client::Client;
use crate::config::{self, BIND, PORT};
use crate::serve::{self, Duty};
use crate::statics::CollectStatic;
use crate::stats::StatsCommand;
use crate::{Door, House, apps, check, demo, handover, router};

/// What the server itself can do.
#[derive(Debug, Subcommand)]
enum Own {
    /// Answer requests and do the background work, in one process.
    Serve {
        /// The port to listen on (setting PORT).
        #[arg(long)]
        port: Option<u16>,
        /// The address to listen on (setting BIND).
        #[arg(long)]
        bind: Option<String>,
        /// Leave the background work to `blimp worker`.
        #[arg(long)]
        no_worker: bool,
        /// Take over from a process that goes: standard input is its socket.
        #[arg(long, hide = true, value_name = "PATH")]
        takeover: Option<PathBuf>,
    },
    /// Do the background work only.
    Worker {
        /// Queues with weights, such as `mail=1,default=4` (setting `JOB_QUEUES`).
        #[arg(long)]
        queues: Option<String>,
        /// Jobs at once (setting `BLIMP_WORKER_CONCURRENCY`).
        #[arg(long)]
        concurrency: Option<u16>,
    },
    /// Fire schedules only; any number may do so, each tick fires once.
    Beat,
    /// Bring the database's schema up to date.
    Migrate {
        /// Say what would be done, and do nothing.
        #[arg(long)]
        check: bool,
    },
    /// Look whether this installation is in order.
    Check {
        /// Also what matters only where people rely on it.
        #[arg(long)]
        deploy: bool,
    },
    /// Settings.
    Config {
        #[command(subcommand)]
        what: ConfigCommand,
    },
    /// Print the API's OpenAPI document.
    Openapi,
    /// How many users, companies, projects and tasks there are.
    Stats(StatsCommand),
    /// Put the web client's scripts and styles where `STATIC_URL` shows them.
    #[command(name = "collectstatic")]
    CollectStatic(CollectStatic),
    /// Make a company to look at, with people, projects and some weeks of history.
    Demo,
}

#[derive(Debug, Clone, Copy, Subcommand)]
enum ConfigCommand {
    /// Print what is in force and where it came from.
    Check,
    /// Print `docs/config.md`.
    Docs,
}

/// Reads the command line and does what it says; answers the exit code.
pub async fn run(args: Vec<String>, out: &mut dyn Write) -> u8 {
    let rooms = room_commands();
    let matches = match command(&rooms).try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) => {
            // Help and version are answers, not mistakes: clap knows the stream and the code.
            drop(error.print());
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    match dispatch(&matches, &rooms, out).await {
        Ok(()) => 0,
        // Whoever reads stopped reading, as `| head` does: that is no mistake.
        Err(Error::Fault(fault)) if is_broken_pipe(&fault) => 0,
        Err(error) => {
            drop(writeln!(std::io::stderr(), "error: {}", words(&error)));
            code(&error)
        }
    }
}

/// The whole command line, for help and for `docs/cli.md`.
pub fn command(rooms: &[RoomCommand]) -> clap::Command {
    let own = Own::augment_subcommands(
        clap::Command::new("blimp")
            .version(env!("CARGO_PKG_VERSION"))
            .subcommand_required(true)
            .arg_required_else_help(true),
    )
    // Last, for the words above the commands would take its place.
    .about("Project management for companies, in one binary");
    rooms
        .iter()
        .fold(own, |all, room| all.subcommand(room.clap.clone()))
}

/// What tools and apps bring.
pub fn room_commands() -> Vec<RoomCommand> {
    let mut all = vec![
        RoomCommand::group::<JobsCommand>("jobs", "Background jobs: list, retry, cancel, watch"),
        RoomCommand::group::<QueuesCommand>("queues", "Queues: list, pause, limit"),
        RoomCommand::group::<FilesCommand>("files", "Files: move them, look for what is amiss"),
        RoomCommand::group::<MailCommand>("mail", "Mails that were sent or kept"),
    ];
    all.extend(apps::apps().into_iter().flat_map(|app| app.commands));
    all
}

async fn dispatch(matches: &ArgMatches, rooms: &[RoomCommand], out: &mut dyn Write) -> Result {
    let list = apps::apps();
    let groups = apps::settings(&list);
    let mut settings = config::load(&groups, Path::new("blimp.toml"))?;
    if let Some((name, room_matches)) = matches.subcommand()
        && let Some(room) = rooms.iter().find(|room| room.clap.get_name() == name)
    {
        start_logs(&settings)?;
        let house = House::open(&settings, Clock::system()).await?;
        return room.run(room_matches, &house.blimp, out).await;
    }
    match Own::from_arg_matches(matches).map_err(anyhow::Error::from)? {
        Own::Serve {
            port,
            bind,
            no_worker,
            takeover,
        } => {
            flag(&mut settings, PORT.name, port);
            flag(&mut settings, BIND.name, bind);
            let duty = if no_worker { Duty::Web } else { Duty::All };
            serve_web(&settings, duty, takeover.as_deref()).await
        }
        Own::Worker {
            queues,
            concurrency,
        } => {
            flag(&mut settings, JOB_QUEUES.name, queues);
            flag(&mut settings, BLIMP_WORKER_CONCURRENCY.name, concurrency);
            work(&settings).await
        }
        Own::Beat => {
            flag(&mut settings, BLIMP_WORKER_CONCURRENCY.name, Some(0));
            work(&settings).await
        }
        Own::Migrate { check } => migrate(&settings, check, out),
        Own::Check { deploy } => look(&settings, deploy, out).await,
        Own::Config {
            what: ConfigCommand::Check,
        } => say(out, &config::in_force(&groups, &settings)),
        Own::Config {
            what: ConfigCommand::Docs,
        } => say(out, &config::page(&groups)),
        Own::Openapi => {
            let house = House::open(&settings, Clock::system()).await?;
            say(out, &house.api().1.to_pretty_json()?)
        }
        Own::Stats(command) => {
            start_logs(&settings)?;
            let house = House::open(&settings, Clock::system()).await?;
            command.run(&house.stats, out).await
        }
        Own::CollectStatic(command) => {
            start_logs(&settings)?;
            command.run(&settings, Clock::system().now(), out).await
        }
        Own::Demo => demo::run(&settings, out).await,
    }
}

fn flag(settings: &mut Settings, name: &str, value: Option<impl ToString>) {
    if let Some(value) = value {
        settings.set(name, value.to_string(), Source::Flag);
    }
}

fn start_logs(settings: &Settings) -> Result {
    use blimp_watch::config::{LOG, LOG_FORMAT};
    let format = settings.get(&LOG_FORMAT).map_err(anyhow::Error::from)?;
    blimp_watch::logs::start(format, settings.text(&LOG)).context(LOG.name)?;
    Ok(())
}

async fn work(settings: &Settings) -> Result {
    start_logs(settings)?;
    let house = House::open(settings, Clock::system()).await?;
    serve::run(house, None, Duty::Worker).await
}

async fn serve_web(settings: &Settings, duty: Duty, takeover: Option<&Path>) -> Result {
    start_logs(settings)?;
    let port: u16 = settings.get(&PORT).map_err(anyhow::Error::from)?;
    // Take the port before opening the house: "in use" is the commonest mistake, so say it first.
    let door = Door::open((settings.text(&BIND), port), takeover.is_some()).await?;
    let house = House::open(settings, Clock::system()).await?;
    tracing::info!(url = house.blimp.site.url, "Blimp is ready");
    handover::say_ready(takeover)?;
    serve::run(house, Some(door), duty).await
}

fn migrate(settings: &Settings, check: bool, out: &mut dyn Write) -> Result {
    let url = settings.text(&DATABASE_URL);
    let all = apps::migrations(&apps::apps());
    let pending = Db::pending(url, &all)?;
    if check {
        for version in &pending.missing {
            say(out, &format!("missing {version}\n"))?;
        }
        for version in &pending.unknown {
            say(out, &format!("unknown {version}, of a newer release\n"))?;
        }
        return match pending.missing.len() + pending.unknown.len() {
            0 => say(out, "The database is up to date.\n"),
            n => Err(Error::conflict(
                "migrations.pending",
                format!("{n} migrations differ"),
            )),
        };
    }
    let applied = Db::migrate(url, &all)?;
    for version in &applied {
        say(out, &format!("applied {version}\n"))?;
    }
    say(out, "The database is up to date.\n")
}

async fn look(settings: &Settings, deploy: bool, out: &mut dyn Write) -> Result {
    start_logs(settings)?;
    let house = House::open(settings, Clock::system()).await?;
    drop(router::build(&house)?);
    drop(house.runner()?);
    let client = Client::from_settings(settings, house.blimp.files.origin())?;
    say(out, &format!("{}\n", client.in_words()))?;
    let found = if deploy {
        check::before_deploy(settings)
    } else {
        Vec::new()
    };
    for sentence in &found {
        say(out, &format!("- {sentence}\n"))?;
    }
    match found.len() {
        0 => say(out, "Everything is in order.\n"),
        n => Err(Error::conflict(
            "check",
            format!("{n} things to mend first"),
        )),
    }
}

fn say(out: &mut dyn Write, text: &str) -> Result {
    out.write_all(text.as_bytes())
        .map_err(anyhow::Error::from)?;
    Ok(())
}

fn is_broken_pipe(fault: &anyhow::Error) -> bool {
    let error = fault.downcast_ref::<std::io::Error>();
    error.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// A fault is ours to explain in full, on one line; a refusal says its own sentence.
fn words(error: &Error) -> String {
    match error {
        Error::Fault(fault) => one_line(&format!("{fault:#}")),
        Error::NotFound => "there is nothing with this id or name".to_owned(),
        Error::Invalid(fields) => {
            let flag = |pointer: &str| pointer.trim_start_matches(['?', '/']).replace('_', "-");
            let one = |field: &Field| format!("--{}: {}", flag(&field.pointer), field.message);
            fields.0.iter().map(one).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

/// Postgres speaks in several lines.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn code(error: &Error) -> u8 {
    match error {
        Error::NotFound => 3,
        Error::Forbidden(_) | Error::Unauthenticated => 4,
        Error::Invalid(_) => 2,
        _ => 1,
    }
}
