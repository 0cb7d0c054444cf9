//! `blimp check --deploy`: what a reviewer would ask before this goes live.

use blimp_kit::Settings;
use blimp_mail::config::{MAIL_FROM, MAIL_URL};
use blimp_store::config::DATABASE_URL;

use crate::config::{BLIMP_SECRET_KEY, BLIMP_URL};

/// Sentences about what should be mended before people rely on this installation.
pub(crate) fn before_deploy(settings: &Settings) -> Vec<String> {
    let mut found = Vec::new();
    let url = settings.text(&BLIMP_URL);
    if url.is_empty() {
        found.push("BLIMP_URL is not set: mails would link to this machine".to_owned());
    } else if !url.starts_with("https://") {
        found.push(
            "BLIMP_URL is not https: passwords and cookies would travel in the open".to_owned(),
        );
    }
    if settings.text(&MAIL_URL) == "mailbox" {
        found.push("MAIL_URL is mailbox: no mail leaves this machine".to_owned());
    }
    if settings.source(&MAIL_FROM).is_none() {
        found.push("MAIL_FROM is not set: mail from blimp@localhost is refused by most".to_owned());
    }
    let postgres = !settings.text(&DATABASE_URL).starts_with("sqlite://");
    if postgres && settings.text(&BLIMP_SECRET_KEY).is_empty() {
        found.push("BLIMP_SECRET_KEY is not set: every process needs the same one".to_owned());
    }
    if settings.text(&blimp_http::config::RATE_LIMITS) == "off" {
        found.push("RATE_LIMITS is off: anyone may try passwords as fast as they like elsewhere than sign-in".to_owned());
    }
    found
}
