//! `blimp collectstatic`: the client's assets in a folder and in a bucket.

use std::fs;
use std::time::Duration;

use blimp::statics::CollectStatic;
use blimp_kit::settings::Source;
use blimp_kit::{Instant, Settings};
use blimp_tests::now;
use clap::{Args as _, FromArgMatches as _};
use serde_json::Value;

use crate::client::build;

/// Runs `blimp collectstatic` and answers what it said.
async fn collect(settings: &Settings, at: Instant, args: &[&str]) -> Value {
    let command = CollectStatic::augment_args(clap::Command::new("collectstatic"));
    let args = [&["collectstatic", "--json"], args].concat();
    let matches = command.try_get_matches_from(args).unwrap();
    let command = CollectStatic::from_arg_matches(&matches).unwrap();
    let mut out = Vec::new();
    command.run(settings, at, &mut out).await.unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn counts(report: &Value) -> [usize; 4] {
    let number = |name: &str| usize::try_from(report[name].as_u64().unwrap()).unwrap();
    let list = |name: &str| report[name].as_array().unwrap().len();
    [
        list("copied"),
        number("there"),
        number("retired"),
        list("deleted"),
    ]
}

/// The same story on every kind of place: `files` are how many forms it keeps.
async fn is_filled_and_pruned(settings: &mut Settings, to: &str, files: usize) {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path());
    let place = folder.path().display().to_string();
    settings.set("CLIENT_DIR", place, Source::Flag);
    settings.set("STATIC_ROOT", to, Source::Flag);
    let day = Duration::from_hours(24);
    let dry = collect(settings, now(), &["--dry-run"]).await;
    assert_eq!(counts(&dry), [files, 0, 0, 0], "{dry}");
    let first = collect(settings, now(), &[]).await;
    assert_eq!(
        counts(&first),
        [files, 0, 0, 0],
        "a dry run did nothing: {first}"
    );
    let again = collect(settings, now(), &["--prune", "0"]).await;
    assert_eq!(counts(&again), [0, files, 0, 0], "{again}");
    // The next release has another style; the old one is for tabs that are open.
    fs::rename(
        folder.path().join("assets/index-a1.css"),
        folder.path().join("assets/index-b2.css"),
    )
    .unwrap();
    let next = collect(settings, now() + day * 40, &["--prune", "30"]).await;
    assert_eq!(counts(&next), [1, files - 1, 1, 0], "{next}");
    let kept = collect(settings, now() + day * 69, &["--prune", "30"]).await;
    assert_eq!(counts(&kept), [0, files, 1, 0], "{kept}");
    let dry = collect(settings, now() + day * 70, &["--prune", "30", "--dry-run"]).await;
    assert_eq!(
        dry["deleted"],
        serde_json::json!(["assets/index-a1.css"]),
        "{dry}"
    );
    let pruned = collect(settings, now() + day * 70, &["--prune", "30"]).await;
    assert_eq!(counts(&pruned), [0, files, 0, 1], "{pruned}");
    let last = collect(settings, now() + day * 70, &["--prune", "30"]).await;
    assert_eq!(counts(&last), [0, files, 0, 0], "{last}");
}

#[tokio::test]
async fn collectstatic_fills_a_folder_with_all_forms() {
    let there = tempfile::tempdir().unwrap();
    let to = format!("file://{}/static", there.path().display());
    is_filled_and_pruned(&mut Settings::default(), &to, 5).await;
    let script = there.path().join("static/assets/index-a1.js");
    assert_eq!(fs::read_to_string(&script).unwrap(), "the script, plain");
    let packed = script.with_extension("js.br");
    assert_eq!(fs::read_to_string(packed).unwrap(), "the script, brotli");
    assert!(
        !there.path().join("static/index.html").exists(),
        "pages stay with us"
    );
}

#[tokio::test]
async fn collectstatic_fills_a_bucket_with_one_form() {
    let Some((mut settings, to)) = blimp_tests::bucket() else {
        return;
    };
    is_filled_and_pruned(&mut settings, &to, 3).await;
}
