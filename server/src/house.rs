//! The house: tools opened, apps gathered.

use std::sync::Arc;

use axum::Router;
use blimp_accounts::companies::jobs::EraseCompany;
use blimp_accounts::config::{SIGN_UP, SignUps};
use blimp_app::{App, Blimp, Command, Outside, React1, Reactions, Site};
use blimp_cache::Cache;
use blimp_cache::presence::Presence;
use blimp_cache::redis::{Redis, Wakes};
use blimp_cache::stats::Stats;
use blimp_files::{DeleteBlob, Files, HashBlob, MakeThumbnail, SweepBlobs};
use blimp_http::config::{MAX_UPLOAD_BYTES, RATE_LIMITS, Switch};
use blimp_http::live::Room;
use blimp_http::{Feed, PruneIdempotencyKeys};
use blimp_kit::{Clock, Error, Result, Settings};
use blimp_mail::config::{MAIL_FROM, MAIL_URL};
use blimp_mail::{Mailer, Templates, Transport};
use blimp_queue::{Broker, Registry, Runner, Schedule};
use blimp_store::config::{self, DATABASE_URL};
use blimp_store::{Db, Options, PostgresOptions, React};
use tokio_util::sync::CancellationToken;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::config::{BLIMP_URL, PORT};
use crate::{apps, describe, secret};

/// Everything that a process needs, opened and put together.
pub struct House {
    /// What handlers and commands get.
    pub blimp: Blimp,
    /// What jobs get.
    pub outside: Outside,
    /// The settings it was opened with.
    pub settings: Settings,
    /// The commands that apps bring.
    pub commands: Vec<Command>,
    /// What several processes share, where there is one.
    pub redis: Option<Redis>,
    /// What the apps count.
    pub stats: Stats,
    apps: Vec<App>,
    reactions: Reactions,
    _wakes: Option<Wakes>,
}

impl House {
    /// Opens database, cache, files and mail as `settings` say. Brings the schema up to date
    /// first; refuses a database that a newer release has used.
    #[expect(
        clippy::unused_async,
        reason = "a broker or a bucket is opened by waiting"
    )]
    pub async fn open(settings: &Settings, clock: Clock) -> Result<Self> {
        let mut apps = apps::apps();
        let reactions = Reactions::new(apps.iter_mut().flat_map(|app| app.reactions.drain(..)));
        let db = open_database(settings, clock.clone(), &apps, &reactions)?;
        let (redis, stats) = kept_together(settings, &db, &mut apps)?;
        let wakes = redis.as_ref().map(|redis| Wakes::start(redis, &db));
        let signer = secret::signer(settings)?;
        let site = Arc::new(site(settings)?);
        let mail = mailer(settings, &db, &signer, &site, &mut apps)?;
        let blimp = Blimp {
            cache: cache(settings, &signer)?.with_clock(clock.clone()),
            files: Files::with(blimp_files::Options::from_settings(settings)?)?,
            feed: Feed::with_room(db.clone(), Room::from_settings(settings)?)
                .with_presence(Presence::start(clock.clone(), redis.as_ref())),
            db,
            clock,
            signer,
            site,
        };
        let commands = apps
            .iter_mut()
            .flat_map(|app| app.commands.drain(..))
            .collect();
        let outside = Outside {
            blimp: blimp.clone(),
            mail,
        };
        Ok(Self {
            blimp,
            outside,
            settings: settings.clone(),
            commands,
            redis,
            stats,
            apps,
            reactions,
            _wakes: wakes,
        })
    }

    /// The routes of all apps, under `/api/v1`, and their document; made anew each time, for the
    /// web alone needs them.
    pub fn api(&self) -> (Router<Blimp>, OpenApi) {
        let (routes, document) = gather(&self.apps).split_for_parts();
        (routes, describe::complete(document))
    }

    /// Does the background work until `stop`, and keeps the statistics told.
    pub async fn work(&self, stop: CancellationToken) -> Result {
        let runner = self.runner()?;
        tokio::select! {
            result = runner.run(stop) => result,
            never = self.stats.follow() => match never {},
        }
    }

    /// The worker: every job that any room knows.
    pub fn runner(&self) -> Result<Runner<Outside>> {
        let options =
            blimp_queue::Options::from_settings(&self.settings).map_err(anyhow::Error::from)?;
        let registry = registry(&self.settings, &self.reactions)?;
        registry.check()?;
        let (db, outside) = (self.blimp.db.clone(), self.outside.clone());
        let broker = Broker::from_settings(&self.settings)?;
        Ok(Runner::new(db, registry, outside, options).with_broker(broker))
    }
}

fn open_database(
    settings: &Settings,
    clock: Clock,
    apps: &[App],
    reactions: &Reactions,
) -> Result<Db> {
    let url: String = settings.get(&DATABASE_URL).map_err(anyhow::Error::from)?;
    let applied = Db::migrate(&url, &apps::migrations(apps))?;
    if !applied.is_empty() {
        tracing::info!(migrations = applied.len(), "the database is up to date");
    }
    let options = Options {
        url,
        pool: config::pool(settings).map_err(anyhow::Error::from)?,
        clock,
        heard: reactions.heard(),
    };
    let postgres = PostgresOptions::from_settings(settings).map_err(anyhow::Error::from)?;
    let db = Db::open_with(options, &postgres)?;
    db.route_jobs(blimp_queue::config::routes(settings).map_err(anyhow::Error::from)?);
    Ok(db)
}

/// Redis, where there is one, and the statistics that are kept in it.
fn kept_together(settings: &Settings, db: &Db, apps: &mut [App]) -> Result<(Option<Redis>, Stats)> {
    let redis = Redis::from_settings(settings)?;
    let list = apps.iter_mut().flat_map(|app| app.stats.drain(..));
    let stats = Stats::new(db.clone(), list.collect(), redis.clone());
    Ok((redis, stats))
}

fn cache(settings: &Settings, signer: &blimp_kit::Signer) -> Result<Cache> {
    use blimp_cache::config::{CACHE_MEMORY_MB, CACHE_URL};
    let megabytes: u64 = settings
        .get(&CACHE_MEMORY_MB)
        .map_err(anyhow::Error::from)?;
    Cache::open(settings.text(&CACHE_URL), megabytes << 20, signer)
}

fn site(settings: &Settings) -> Result<Site> {
    let port: u16 = settings.get(&PORT).map_err(anyhow::Error::from)?;
    let url: Option<String> = settings.find(&BLIMP_URL).map_err(anyhow::Error::from)?;
    let url = url.unwrap_or_else(|| format!("http://127.0.0.1:{port}"));
    if !url.starts_with("http://") && !url.starts_with("https://") {
        return Err(Error::fault("BLIMP_URL: expected http://… or https://…"));
    }
    Ok(Site {
        url: url.trim_end_matches('/').to_owned(),
        rate_limits: settings
            .get::<Switch>(&RATE_LIMITS)
            .map_err(anyhow::Error::from)?
            .0,
        max_upload_bytes: settings
            .get(&MAX_UPLOAD_BYTES)
            .map_err(anyhow::Error::from)?,
        version: env!("CARGO_PKG_VERSION"),
        sign_up: settings
            .get::<SignUps>(&SIGN_UP)
            .map_err(anyhow::Error::from)?
            == SignUps::Open,
        mails_leave: !matches!(
            settings.get(&MAIL_URL).map_err(anyhow::Error::from)?,
            Transport::Mailbox
        ),
    })
}

fn mailer(
    settings: &Settings,
    db: &Db,
    signer: &blimp_kit::Signer,
    site: &Site,
    apps: &mut [App],
) -> Result<Mailer> {
    let transport: Transport = settings.get(&MAIL_URL).map_err(anyhow::Error::from)?;
    Mailer::new(
        db.clone(),
        blimp_mail::Options {
            transport,
            templates: Templates::new(apps.iter_mut().flat_map(|app| app.mails.drain(..)))?,
            signer: signer.clone(),
            base_url: site.url.clone(),
            from: settings.get(&MAIL_FROM).map_err(anyhow::Error::from)?,
        },
    )
}

/// What every room's jobs are, with the reactions to facts.
fn registry(settings: &Settings, reactions: &Reactions) -> Result<Registry<Outside>> {
    let keep_days = settings
        .get(&blimp_mail::config::MAIL_KEEP_DAYS)
        .map_err(anyhow::Error::from)?;
    let (all, one) = (reactions.clone(), reactions.clone());
    let apps = apps::apps();
    let erasers = apps::erasers(&apps);
    let mut registry = Registry::new()
        .chore_with::<React>(move |job, tx| all.react(&job, tx))
        .chore_with::<React1>(move |job, tx| one.react_once(&job, tx))
        .chore_with::<EraseCompany>(move |job, tx| job.apply(tx, &erasers))
        .chore_with::<PruneIdempotencyKeys>(|_, tx| {
            // A full chunk means that there may be more: come again at once.
            if PruneIdempotencyKeys::prune(tx)? {
                tx.enqueue(&PruneIdempotencyKeys {})?;
            }
            Ok(())
        })
        .every(Schedule::cron(
            "http.prune_idempotency_keys",
            "17 * * * *",
            |_| PruneIdempotencyKeys {},
        ))
        .join(blimp_mail::registry(keep_days))
        .work::<DeleteBlob>()
        .work::<HashBlob>()
        .work::<MakeThumbnail>()
        .work::<SweepBlobs>()
        .every(Schedule::cron("files.sweep_blobs", "41 4 * * *", |_| {
            SweepBlobs {}
        }));
    for app in apps {
        registry = registry.join(app.registry);
    }
    Ok(registry)
}

pub(crate) fn gather(apps: &[App]) -> OpenApiRouter<Blimp> {
    let api = apps
        .iter()
        .fold(OpenApiRouter::new(), |all, app| all.merge(app.router()));
    OpenApiRouter::new().nest("/api/v1", api)
}
