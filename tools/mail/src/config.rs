//! Where mail goes, in whose name, and how long its words are kept.

use std::fmt;
use std::str::FromStr;

use blimp_kit::Setting;
use lettre::message::Mailbox;

/// How mail leaves the house.
pub const MAIL_URL: Setting = Setting {
    name: "MAIL_URL",
    default: "mailbox",
    secret: true,
    help: "How mail leaves: `mailbox` (kept in the database; see `blimp mail list`), `smtp://user:password@host:587` (STARTTLS, demanded where there is a password; `?tls=none` for none) or `smtps://user:password@host:465`.",
};

/// Whose name mail bears.
pub const MAIL_FROM: Setting = Setting {
    name: "MAIL_FROM",
    default: "Blimp <blimp@localhost>",
    secret: false,
    help: "The name and address that mail comes from, such as `Blimp <mail@example.com>`.",
};

/// How long the words of a mail are kept.
pub const MAIL_KEEP_DAYS: Setting = Setting {
    name: "MAIL_KEEP_DAYS",
    default: "90",
    secret: false,
    help: "After so many days a mail's text is removed; that it was sent stays on record. 0 keeps it for ever.",
};

/// Every setting of this crate.
pub const SETTINGS: &[Setting] = &[MAIL_URL, MAIL_FROM, MAIL_KEEP_DAYS];

/// The name and address in "From".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender(pub(crate) Mailbox);

impl Sender {
    /// The part behind the `@`, for Message-IDs and for greeting servers.
    pub fn domain(&self) -> &str {
        self.0.email.domain()
    }
}

/// Text that is no name and address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadSender;

impl fmt::Display for BadSender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a name and an address such as `Blimp <mail@example.com>`")
    }
}

impl std::error::Error for BadSender {}

impl FromStr for Sender {
    type Err = BadSender;
    fn from_str(text: &str) -> Result<Self, BadSender> {
        if text.chars().any(char::is_control) {
            return Err(BadSender);
        }
        text.parse().map(Self).or(Err(BadSender))
    }
}

impl fmt::Display for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use blimp_kit::Settings;

    use super::{MAIL_FROM, MAIL_KEEP_DAYS, MAIL_URL, Sender};
    use crate::Transport;

    #[test]
    fn the_defaults_hold() {
        let settings = Settings::default();
        let from: Sender = settings.get(&MAIL_FROM).unwrap();
        assert_eq!(
            (from.to_string().as_str(), from.domain()),
            (MAIL_FROM.default, "localhost")
        );
        assert!(matches!(settings.get(&MAIL_URL), Ok(Transport::Mailbox)));
        assert_eq!(settings.get::<u32>(&MAIL_KEEP_DAYS).unwrap(), 90);
    }

    #[test]
    fn a_sender_is_a_name_and_an_address() {
        for good in [
            "mail@example.com",
            "Blimp <mail@example.com>",
            "\"Acme, Inc\" <a@example.com>",
        ] {
            assert!(good.parse::<Sender>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "Blimp",
            "Blimp <mail>",
            "A <a@example.com>\r\nBcc: b@example.com",
        ] {
            assert!(bad.parse::<Sender>().is_err(), "{bad}");
        }
    }
}
