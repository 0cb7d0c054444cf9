//! Every app in the house, in the order they may know each other.

use blimp_app::{App, Eraser};
use blimp_kit::Setting;
use blimp_store::Migrations;

/// The apps.
pub fn apps() -> Vec<App> {
    vec![
        blimp_accounts::app(),
        blimp_projects::app(),
        blimp_exchange::app(),
        blimp_notifications::app(),
    ]
}

/// Every table's migrations, tools first.
pub fn migrations(apps: &[App]) -> Vec<Migrations> {
    let tools = [
        blimp_store::migrations(),
        blimp_queue::migrations(),
        blimp_files::migrations(),
        blimp_mail::migrations(),
        blimp_http::migrations(),
    ];
    tools
        .into_iter()
        .chain(apps.iter().filter_map(|app| app.migrations))
        .collect()
}

/// What each room deletes of a company that is gone: whoever refers to others first.
pub fn erasers(apps: &[App]) -> Vec<Eraser> {
    let tools = [
        Eraser {
            name: "mail",
            erase: blimp_mail::erase,
        },
        Eraser {
            name: "files",
            erase: blimp_files::erase,
        },
    ];
    let apps = apps.iter().rev().filter_map(|app| app.eraser);
    apps.chain(tools).collect()
}

/// Every setting, room by room, for `docs/config.md` and for finding misspelt names.
pub fn settings(apps: &[App]) -> Vec<(&'static str, &'static [Setting])> {
    let mut all = vec![
        ("server", crate::config::SETTINGS),
        ("database", blimp_store::config::SETTINGS),
        ("queue", blimp_queue::config::SETTINGS),
        ("cache", blimp_cache::SETTINGS),
        ("redis", blimp_cache::redis::SETTINGS),
        ("files", blimp_files::SETTINGS),
        ("mail", blimp_mail::config::SETTINGS),
        ("http", blimp_http::config::SETTINGS),
        ("logs", blimp_watch::SETTINGS),
    ];
    all.extend(
        apps.iter()
            .map(|app| (app.name, app.settings))
            .filter(|(_, s)| !s.is_empty()),
    );
    all
}
