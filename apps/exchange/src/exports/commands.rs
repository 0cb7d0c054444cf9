//! `blimp export`: the same archive, from the command line.

use std::io::Write;
use std::path::PathBuf;

use blimp_accounts::companies;
use blimp_app::{Blimp, Run};
use blimp_kit::{Error, Result, Slug};
use bytes::Bytes;
use serde_json::json;
use tokio::sync::mpsc;

use crate::exports::pack::pack;

/// Takes out what a company has.
#[derive(Debug, clap::Subcommand)]
pub enum ExportCommand {
    /// Packs all that a company has into a ZIP file.
    Company(Company),
}

/// Packs all that a company has into a ZIP file.
#[derive(Debug, clap::Args)]
pub struct Company {
    /// The company's slug, as in its web address.
    slug: Slug,
    /// The file to write; without it, `blimp-export-SLUG.zip`.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Writes over a file that is there.
    #[arg(long)]
    force: bool,
    /// Says what was done as JSON.
    #[arg(long)]
    json: bool,
}

impl Run for ExportCommand {
    async fn run(self, blimp: &Blimp, out: &mut dyn Write) -> Result {
        let Self::Company(args) = self;
        let slug = args.slug.clone();
        let found = blimp
            .db
            .read(move |conn| companies::queries::find_by_slug(conn, &slug))
            .await?;
        let company = found.ok_or(Error::NotFound)?;
        let default = || PathBuf::from(format!("blimp-export-{}.zip", args.slug));
        let path = args.out.clone().unwrap_or_else(default);
        let bytes = save(blimp, company.id, &path, args.force).await?;
        let place = path.display().to_string();
        let said = if args.json {
            json!({ "company": company.slug, "file": place, "bytes": bytes }).to_string()
        } else {
            format!("{} is packed into {place}, {bytes} bytes.", company.name)
        };
        writeln!(out, "{said}").map_err(anyhow::Error::from)?;
        Ok(())
    }
}

/// Packs into a file beside `path`, which takes its place when it is whole and on the disk.
async fn save(
    blimp: &Blimp,
    company: blimp_accounts::CompanyId,
    path: &PathBuf,
    force: bool,
) -> Result<u64> {
    if path.exists() && !force {
        let words = format!("{} is there; --force writes over it.", path.display());
        return Err(Error::conflict("export.file_exists", words));
    }
    let part = path.with_extension("zip.part");
    let mut file = std::fs::File::create(&part).map_err(anyhow::Error::from)?;
    let (sink, mut pieces) = mpsc::channel(8);
    let taking = async {
        let mut bytes = 0;
        while let Some(piece) = pieces.recv().await {
            let piece: Bytes = piece?;
            file.write_all(&piece)?;
            bytes += piece.len() as u64;
        }
        file.sync_all()?;
        Ok::<u64, std::io::Error>(bytes)
    };
    let packing = pack(blimp, company, sink, |_, _| async { Ok(()) });
    let (packed, taken) = tokio::join!(packing, taking);
    let ended = packed.and_then(|()| Ok(taken.map_err(anyhow::Error::from)?));
    match ended {
        Ok(bytes) => {
            std::fs::rename(&part, path).map_err(anyhow::Error::from)?;
            Ok(bytes)
        }
        Err(error) => {
            drop(std::fs::remove_file(&part));
            Err(error)
        }
    }
}
