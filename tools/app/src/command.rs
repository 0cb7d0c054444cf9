//! Commands: the same actions as the API's, through another door.

use std::future::Future;
use std::io::Write;
use std::pin::Pin;

use blimp_files::FilesCommand;
use blimp_kit::{Error, Result};
use blimp_mail::MailCommand;
use blimp_queue::{JobsCommand, QueuesCommand};
use clap::{ArgMatches, FromArgMatches};

use crate::Blimp;

/// A command's arguments, and what it does.
pub trait Run: Sized {
    /// Does it, writing what people (or `--json` readers) should see to `out`.
    fn run(self, blimp: &Blimp, out: &mut dyn Write) -> impl Future<Output = Result>;
}

impl Run for JobsCommand {
    async fn run(self, blimp: &Blimp, out: &mut dyn Write) -> Result {
        self.run(&blimp.db, out).await
    }
}

impl Run for QueuesCommand {
    async fn run(self, blimp: &Blimp, out: &mut dyn Write) -> Result {
        self.run(&blimp.db, out).await
    }
}

impl Run for FilesCommand {
    async fn run(self, blimp: &Blimp, out: &mut dyn Write) -> Result {
        self.run(&blimp.db, &blimp.files, out).await
    }
}

impl Run for MailCommand {
    async fn run(self, blimp: &Blimp, out: &mut dyn Write) -> Result {
        self.run(&blimp.db, out).await
    }
}

type Running<'a> = Pin<Box<dyn Future<Output = Result> + 'a>>;
type Start = for<'a> fn(&'a ArgMatches, &'a Blimp, &'a mut dyn Write) -> Running<'a>;

/// A command of the `blimp` binary.
pub struct Command {
    /// Its name, help and arguments.
    pub clap: clap::Command,
    start: Start,
}

impl Command {
    /// A command whose arguments are `A`.
    pub fn args<A: clap::Args + Run + 'static>(name: &'static str, about: &'static str) -> Self {
        Self {
            clap: A::augment_args(clap::Command::new(name).about(about)),
            start: start::<A>,
        }
    }

    /// A command with subcommands `S`.
    pub fn group<S>(name: &'static str, about: &'static str) -> Self
    where
        S: clap::Subcommand + Run + 'static,
    {
        let clap = clap::Command::new(name)
            .about(about)
            .subcommand_required(true);
        let clap = clap.arg_required_else_help(true);
        Self {
            clap: S::augment_subcommands(clap),
            start: start::<S>,
        }
    }

    /// Runs it with the arguments that clap read.
    pub async fn run(&self, matches: &ArgMatches, blimp: &Blimp, out: &mut dyn Write) -> Result {
        (self.start)(matches, blimp, out).await
    }
}

fn start<'a, A: FromArgMatches + Run + 'static>(
    matches: &'a ArgMatches,
    blimp: &'a Blimp,
    out: &'a mut dyn Write,
) -> Running<'a> {
    let args = A::from_arg_matches(matches);
    Box::pin(async move {
        args.map_err(|e| Error::Fault(e.into()))?
            .run(blimp, out)
            .await
    })
}
