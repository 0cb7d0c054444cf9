//! Carrying an import out, in the background or at once, and taking it back.

use std::sync::Arc;
use std::time::Duration;

use blimp_accounts::{Actor, CompanyId, Via};
use blimp_app::{Blimp, Outside};
use blimp_files::{FileId, Received};
use blimp_kit::{Error, Result};
use blimp_queue::{Chore, Run, Schedule, Work};
use blimp_store::{Db, Job, Tx};
use bytes::Bytes;
use futures::{StreamExt as _, TryStreamExt as _};
use serde::{Deserialize, Serialize};

use crate::imports::actions::{
    self, Brought, Context, apply, finish, lists_before, prepare, ready,
};
use crate::imports::model::{Asked, Import, ImportId, ImportStatus, Report};
use crate::imports::queries;
use crate::trello::{Board, Plan};

/// Cards of one transaction: on SQLite everybody else's writes wait for it.
const AT_ONCE: usize = 100;

/// The largest file, in bytes.
pub const MAX_BYTES: u64 = 200 * 1024 * 1024;

/// Brings a file in.
#[derive(Debug, Serialize, Deserialize)]
pub struct RunImport {
    /// Which.
    pub import: ImportId,
    /// Whose it is.
    pub company: CompanyId,
}

impl Job for RunImport {
    const KIND: &'static str = "exchange.run_import";
    const PRIO: i64 = 2;
    const MAX_ATTEMPT: i64 = 10;
    const TIME_LIMIT: Duration = Duration::from_hours(2);

    fn key(&self) -> Option<String> {
        Some(self.import.to_string())
    }

    fn company(&self) -> Option<i64> {
        Some(self.company.0)
    }
}

impl Work<Outside> for RunImport {
    async fn run(self, out: &Outside, run: &Run) -> Result {
        let told = |import: &Import| {
            let stop = run.token().is_cancelled();
            let (done, total) = (import.place.saturating_sub(1), import.total);
            async move {
                // Dropped or stopped here it goes on from its place the next time.
                if stop {
                    return Err(Error::Unavailable(
                        "a process that is not about to stop".to_owned(),
                    ));
                }
                run.progress(done, Some(total), "rows").await
            }
        };
        match carry_out(&out.blimp, self.company, self.import, told).await {
            Err(Error::Fault(fault)) if run.is_last_attempt() => {
                let why = "Something broke on our side; the log knows more.";
                set_failed(&out.blimp.db, self.company, self.import, why).await?;
                Err(Error::Fault(fault))
            }
            Err(error) => Err(error),
            Ok(_) => Ok(()),
        }
    }
}

/// Takes back the next few things of an import, and asks for itself again until none is left. Each
/// step is a transaction, so it goes on where a crash has left it.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReverseImport {
    /// Which.
    pub import: ImportId,
    /// Whose it is.
    pub company: CompanyId,
}

impl Job for ReverseImport {
    const KIND: &'static str = "exchange.reverse_import";
    const PRIO: i64 = 2;

    fn key(&self) -> Option<String> {
        Some(self.import.to_string())
    }

    fn company(&self) -> Option<i64> {
        Some(self.company.0)
    }
}

impl Chore for ReverseImport {
    fn apply(self, tx: &mut Tx) -> Result {
        let found = queries::find(tx, self.company, self.import)?;
        let open = |import: &Import| import.standing() == ImportStatus::Reversing;
        if let Some(import) = found.filter(open)
            && actions::step(tx, &import)?
        {
            tx.enqueue(&self)?;
        }
        Ok(())
    }
}

/// How long a rehearsed import waits to be confirmed.
const HELD: Duration = Duration::from_hours(7 * 24);
/// Imports given up in one go.
const SWEPT: usize = 100;

/// Gives up imports that nobody has confirmed.
#[derive(Debug, Serialize, Deserialize)]
pub struct SweepImports {}

impl Job for SweepImports {
    const KIND: &'static str = "exchange.sweep_imports";
    const PRIO: i64 = 3;

    fn key(&self) -> Option<String> {
        Some(String::new())
    }
}

impl Chore for SweepImports {
    fn apply(self, tx: &mut Tx) -> Result {
        let since = tx.now() - HELD;
        if actions::sweep(tx, since, i64::try_from(SWEPT).unwrap_or(0))? == SWEPT {
            tx.enqueue(&Self {})?;
        }
        Ok(())
    }
}

/// Every day, early.
pub(crate) fn schedule() -> Schedule {
    Schedule::cron("exchange.sweep_imports", "7 4 * * *", |_| SweepImports {})
}

/// Brings a file in, from wherever an earlier try has left it; `told` hears after each chunk.
///
/// A refusal (a plan's limit, a lost right, an archived project) ends the import as failed, with
/// the reason in its report; a fault leaves it for another try.
pub(crate) async fn carry_out<F, R>(
    blimp: &Blimp,
    company: CompanyId,
    id: ImportId,
    mut told: F,
) -> Result<Import>
where
    F: FnMut(&Import) -> R,
    R: Future<Output = Result>,
{
    let import = find(&blimp.db, company, id).await?;
    let open = matches!(import.status, ImportStatus::Queued | ImportStatus::Running);
    if !open || import.held_at.is_some() {
        return Ok(import);
    }
    let plan = match read_plan(blimp, &import).await {
        Ok(plan) => Arc::new(plan),
        Err(error) => return refused(blimp, &import, error).await,
    };
    let mut import = import;
    while let Some(next) = step(&blimp.db, &import, &plan).await.transpose() {
        match next {
            Ok(next) => import = next,
            Err(error) => return refused(blimp, &import, error).await,
        }
        told(&import).await?;
    }
    blimp.db.write(move |tx| finish(tx, &import, &plan)).await
}

/// Does the next chunk; none where all is done.
pub(crate) async fn step(db: &Db, import: &Import, plan: &Arc<Plan>) -> Result<Option<Import>> {
    let (import, plan) = (import.clone(), Arc::clone(plan));
    let (company, id) = (import.company_id, import.id);
    let Some(project) = import.project_id.filter(|_| import.place > 0) else {
        db.write(move |tx| ready(tx, &import, &plan).map(drop))
            .await?;
        return find(db, company, id).await.map(Some);
    };
    let from = usize::try_from(import.place - 1).unwrap_or(usize::MAX);
    if from >= plan.cards.len() {
        return Ok(None);
    }
    let by = (import.created_by, import.created_at);
    let prepared = db.read(move |conn| {
        let context = Context::load(conn, (company, project), by, &plan)?;
        let cards = plan.cards.get(from..).unwrap_or_default();
        let todos = prepare(conn, &context, cards.get(..AT_ONCE).unwrap_or(cards))?;
        Ok((context, todos))
    });
    let (context, todos) = prepared.await?;
    db.write(move |tx| apply(tx, &import, &context, &todos))
        .await?;
    find(db, company, id).await.map(Some)
}

async fn find(db: &Db, company: CompanyId, id: ImportId) -> Result<Import> {
    let found = db.read(move |conn| queries::find(conn, company, id));
    found.await?.ok_or(Error::NotFound)
}

/// Ends an import that was refused; hands on what is no refusal.
async fn refused(blimp: &Blimp, import: &Import, error: Error) -> Result<Import> {
    match error {
        Error::Conflict {
            code: "import.taken_over",
            ..
        } => Err(error),
        Error::Conflict { .. } | Error::Forbidden(_) | Error::Invalid(_) | Error::Full { .. } => {
            set_failed(&blimp.db, import.company_id, import.id, &error.to_string()).await
        }
        Error::NotFound => {
            let why = "The project is not there any more, or you may not see it any more.";
            set_failed(&blimp.db, import.company_id, import.id, why).await
        }
        other => Err(other),
    }
}

async fn set_failed(db: &Db, company: CompanyId, id: ImportId, why: &str) -> Result<Import> {
    let why = why.to_owned();
    db.write(move |tx| {
        let import = queries::find(tx, company, id)?.ok_or(Error::NotFound)?;
        actions::fail(tx, &import, &why)
    })
    .await
}

/// The plan of what was kept of a file.
pub(crate) async fn read_plan(blimp: &Blimp, import: &Import) -> Result<Plan> {
    let (company, file) = (import.company_id.0, import.file_id.map(FileId));
    let file = file.ok_or_else(|| Error::fault("an import without its file"))?;
    let found = blimp
        .db
        .read(move |conn| blimp_files::queries::find(conn, Some(company), file));
    let found = found
        .await?
        .ok_or_else(|| Error::fault("the file of an import is gone"))?;
    let stream = blimp.files.read(&found.key, None).await?;
    let parts: Vec<Bytes> = stream.try_collect().await.map_err(anyhow::Error::from)?;
    let import = import.clone();
    // On a database thread: taking a large file apart would hold up everybody else on this one.
    let plan = blimp.db.read(move |conn| {
        let board = Board::read(&parts.concat()).map_err(anyhow::Error::from)?;
        let actor = Actor::acting_for(conn, import.created_by, Via::House)?;
        let asked: Asked = serde_json::from_str(&import.options)?;
        plan_of(
            conn,
            &actor,
            (import.company_id, Some(import.id)),
            (&board, asked),
        )
    });
    plan.await
}

fn plan_of(
    conn: &mut blimp_store::Conn,
    actor: &Actor,
    (company, import): (CompanyId, Option<ImportId>),
    (board, asked): (&Board, Asked),
) -> Result<Plan> {
    let before = lists_before(conn, actor, asked, (company, &board.id), import)?;
    let mut plan = Plan::of(board, asked.lists.or(before));
    if asked.lists.is_none() && before.is_some() {
        "as in the import before".clone_into(&mut plan.because);
    }
    Ok(plan)
}

/// Reads a file that somebody brings: refuses what is no board, and keeps nothing of it yet.
pub(crate) async fn read_file(
    blimp: &Blimp,
    actor: &Actor,
    (company, asked): (CompanyId, Asked),
    bytes: Vec<u8>,
) -> Result<Board> {
    let actor = actor.clone();
    let read = blimp.db.read(move |conn| {
        let read = Board::read(&bytes);
        let board = read.map_err(|e| Error::invalid("file", "not_a_board", e.to_string()))?;
        actions::check(conn, &actor, company, &board, asked)?;
        Ok(board)
    });
    read.await
}

/// Says what bringing in a board would do; gives the board back.
pub(crate) async fn rehearse(
    blimp: &Blimp,
    actor: &Actor,
    (company, asked): (CompanyId, Asked),
    board: Board,
) -> Result<(Report, Board)> {
    let actor = actor.clone();
    let report = blimp.db.read(move |conn| {
        let plan = plan_of(conn, &actor, (company, None), (&board, asked))?;
        let report = actions::rehearse(conn, &actor, company, (&plan, asked))?;
        Ok((report, board))
    });
    report.await
}

/// Stores what means something here of a board; the rest, secrets among it, goes.
pub(crate) async fn store(
    blimp: &Blimp,
    (company, asked): (CompanyId, Asked),
    board: Board,
) -> Result<Brought> {
    let bytes = Bytes::from(board.to_bytes()?);
    let stream = futures::stream::once(async move { Ok::<_, std::io::Error>(bytes) }).boxed();
    let kept: Received = blimp
        .files
        .receive(Some(company.0), stream, u64::MAX)
        .await?;
    Ok(Brought {
        kept,
        cards: board.card_count(),
        board: board.id,
        name: board.name,
        asked,
        held: None,
    })
}
