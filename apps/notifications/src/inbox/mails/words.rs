//! The words of notification mails, in each language.

use crate::inbox::model::Reason;
use crate::preferences::Kind;

/// A language that we have words in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    English,
    Spanish,
}

impl Words {
    /// The words for whoever reads `language`; English where there are none.
    pub(super) fn of(language: &str) -> Self {
        match language.split('-').next() {
            Some("es") => Self::Spanish,
            _ => Self::English,
        }
    }

    /// One line that says what happened.
    pub(super) fn headline(self, kind: Kind, who: &str, subject: &str) -> String {
        match self {
            Self::English => english(kind, who, subject),
            Self::Spanish => spanish(kind, who, subject),
        }
    }

    /// Why the reader is told, behind "You get this mail because".
    pub(super) const fn because(self, reason: Reason) -> &'static str {
        match (self, reason) {
            (Self::English, Reason::Assignee) => "you are responsible for this task",
            (Self::English, Reason::Mentioned) => "somebody wrote your name",
            (Self::English, Reason::Watcher) => "you watch this task",
            (Self::English, Reason::Yourself) => "it concerns you",
            (Self::English, Reason::Inviter) => "you invited this person",
            (Self::Spanish, Reason::Assignee) => "esta tarea es tuya",
            (Self::Spanish, Reason::Mentioned) => "alguien ha escrito tu nombre",
            (Self::Spanish, Reason::Watcher) => "sigues esta tarea",
            (Self::Spanish, Reason::Yourself) => "tiene que ver contigo",
            (Self::Spanish, Reason::Inviter) => "invitaste a esta persona",
        }
    }

    /// What to call whoever the reader may not know.
    pub(super) const fn someone(self) -> &'static str {
        match self {
            Self::English => "Someone",
            Self::Spanish => "Alguien",
        }
    }

    pub(super) const fn open_task(self) -> &'static str {
        match self {
            Self::English => "Open the task",
            Self::Spanish => "Abrir la tarea",
        }
    }

    pub(super) const fn open_project(self) -> &'static str {
        match self {
            Self::English => "Open the project",
            Self::Spanish => "Abrir el proyecto",
        }
    }

    pub(super) const fn open_inbox(self) -> &'static str {
        match self {
            Self::English => "Open Blimp",
            Self::Spanish => "Abrir Blimp",
        }
    }
}

fn english(kind: Kind, who: &str, subject: &str) -> String {
    match kind {
        Kind::Assigned => format!("{who} gave you “{subject}”"),
        Kind::Unassigned => format!("{who} took “{subject}” off you"),
        Kind::Mentioned => format!("{who} mentioned you in “{subject}”"),
        Kind::Commented => format!("{who} commented on “{subject}”"),
        Kind::StateChanged => format!("{who} moved “{subject}”"),
        Kind::Closed => format!("{who} closed or reopened “{subject}”"),
        Kind::Review => format!("Review of “{subject}” by {who}"),
        Kind::DueSoon => format!("“{subject}” is due"),
        Kind::Attached => format!("{who} added a file to “{subject}”"),
        Kind::AddedToProject => format!("{who} added you to {subject}"),
        Kind::Invited => format!("{who} invited you to {subject}"),
        Kind::Joined => format!("{who} joined {subject}"),
    }
}

fn spanish(kind: Kind, who: &str, subject: &str) -> String {
    match kind {
        Kind::Assigned => format!("{who} te ha dado «{subject}»"),
        Kind::Unassigned => format!("{who} te ha quitado «{subject}»"),
        Kind::Mentioned => format!("{who} te ha mencionado en «{subject}»"),
        Kind::Commented => format!("{who} ha comentado «{subject}»"),
        Kind::StateChanged => format!("{who} ha movido «{subject}»"),
        Kind::Closed => format!("{who} ha cerrado o reabierto «{subject}»"),
        Kind::Review => format!("Revisión de «{subject}» por {who}"),
        Kind::DueSoon => format!("«{subject}» vence"),
        Kind::Attached => format!("{who} ha añadido un archivo a «{subject}»"),
        Kind::AddedToProject => format!("{who} te ha añadido a {subject}"),
        Kind::Invited => format!("{who} te ha invitado a {subject}"),
        Kind::Joined => format!("{who} se ha unido a {subject}"),
    }
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::inbox::mails::{NOTICE, NOTICE_ES};
    use crate::inbox::model::Reason;
    use crate::preferences::Kind;

    #[test]
    fn everything_that_is_told_has_words_of_its_own_in_each_language() {
        for &kind in Kind::ALL {
            let english = Words::of("en-GB").headline(kind, "Ana", "Page");
            let spanish = Words::of("es-MX").headline(kind, "Ana", "Page");
            assert_ne!(english, spanish, "{kind}");
            assert!(
                english.contains("Page") && spanish.contains("Page"),
                "{kind}"
            );
        }
        for &reason in Reason::ALL {
            let (english, spanish) = (Words::of("de"), Words::of("es"));
            assert_ne!(english.because(reason), spanish.because(reason), "{reason}");
        }
    }

    #[test]
    fn the_mail_can_be_filled_in_each_language() {
        let all = blimp_mail::Templates::new([NOTICE, NOTICE_ES]).unwrap();
        let filled = all.check().unwrap();
        let spanish = filled.iter().find(|(one, _)| one.language == "es");
        let (_, words) = spanish.expect("Spanish words");
        assert!(
            words
                .text
                .contains("Recibes este correo porque esta tarea es tuya")
        );
    }
}
