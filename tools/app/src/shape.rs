//! What an app brings.

use blimp_cache::stats::Stat;
use blimp_kit::Setting;
use blimp_mail::Template;
use blimp_queue::{Chore, Registry, Schedule, Work};
use blimp_store::{Event, Migrations, Tx};
use utoipa_axum::router::OpenApiRouter;

use crate::{Blimp, Command, Erase, Eraser, Outside, Reaction, Recorded, Run};
use blimp_kit::Result;

/// An app: one business area, as it hands itself to the house.
pub struct App {
    /// Its folder's name.
    pub name: &'static str,
    /// Makes the routes under `/api/v1`; a command line or a worker never asks for them.
    routes: Vec<fn() -> OpenApiRouter<Blimp>>,
    /// Tables.
    pub migrations: Option<Migrations>,
    /// Jobs and schedules.
    pub registry: Registry<Outside>,
    /// What it does when something happened.
    pub reactions: Vec<Reaction>,
    /// Commands of the binary.
    pub commands: Vec<Command>,
    /// The words of its mails.
    pub mails: Vec<Template>,
    /// What it counts for the operator.
    pub stats: Vec<Stat>,
    /// Its settings.
    pub settings: &'static [Setting],
    /// What it deletes when a tenant is erased.
    pub eraser: Option<Eraser>,
}

impl App {
    /// An app that brings nothing yet.
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            routes: Vec::new(),
            migrations: None,
            registry: Registry::new(),
            reactions: Vec::new(),
            commands: Vec::new(),
            mails: Vec::new(),
            stats: Vec::new(),
            settings: &[],
            eraser: None,
        }
    }

    /// Brings tables.
    #[must_use]
    pub fn migrations(mut self, migrations: Migrations) -> Self {
        self.migrations = Some(migrations);
        self
    }

    /// Brings routes.
    #[must_use]
    pub fn api(mut self, routes: fn() -> OpenApiRouter<Blimp>) -> Self {
        self.routes.push(routes);
        self
    }

    /// All its routes.
    pub fn router(&self) -> OpenApiRouter<Blimp> {
        let all = self.routes.iter();
        all.fold(OpenApiRouter::new(), |all, routes| all.merge(routes()))
    }

    /// Brings a job that touches the outside.
    #[must_use]
    pub fn work<J: Work<Outside>>(mut self) -> Self {
        self.registry = self.registry.work::<J>();
        self
    }

    /// Brings a job that changes our own rows only.
    #[must_use]
    pub fn chore<J: Chore>(mut self) -> Self {
        self.registry = self.registry.chore::<J>();
        self
    }

    /// Brings a schedule.
    #[must_use]
    pub fn every(mut self, schedule: Schedule) -> Self {
        self.registry = self.registry.every(schedule);
        self
    }

    /// Reacts to an event, of its own or of an app above.
    #[must_use]
    pub fn on<E: Event>(
        mut self,
        name: &'static str,
        run: impl Fn(&mut Tx, &Recorded<E>) -> Result + Send + Sync + 'static,
    ) -> Self {
        self.reactions.push(Reaction::new(name, run));
        self
    }

    /// Brings a command with arguments.
    #[must_use]
    pub fn command<A>(mut self, name: &'static str, about: &'static str) -> Self
    where
        A: clap::Args + Run + 'static,
    {
        self.commands.push(Command::args::<A>(name, about));
        self
    }

    /// Brings a command with subcommands.
    #[must_use]
    pub fn commands<S>(mut self, name: &'static str, about: &'static str) -> Self
    where
        S: clap::Subcommand + Run + 'static,
    {
        self.commands.push(Command::group::<S>(name, about));
        self
    }

    /// Brings the words of mails.
    #[must_use]
    pub fn mails(mut self, templates: impl IntoIterator<Item = Template>) -> Self {
        self.mails.extend(templates);
        self
    }

    /// Brings something that is counted.
    #[must_use]
    pub fn stat(mut self, stat: Stat) -> Self {
        self.stats.push(stat);
        self
    }

    /// Erases its own rows of a tenant that is gone.
    #[must_use]
    pub fn erases(mut self, erase: Erase) -> Self {
        self.eraser = Some(Eraser {
            name: self.name,
            erase,
        });
        self
    }

    /// Brings settings.
    #[must_use]
    pub const fn settings(mut self, settings: &'static [Setting]) -> Self {
        self.settings = settings;
        self
    }
}
