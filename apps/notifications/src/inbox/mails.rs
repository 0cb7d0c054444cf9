//! The words of notification mails.

use blimp_accounts::{companies, users};
use blimp_kit::Result;
use blimp_mail::{Draft, Template};
use blimp_store::Tx;
use serde_json::json;

use crate::inbox::actions::ToMail;
use crate::inbox::model::{Reason, Telling, excerpt, mail_key};
use crate::preferences::Kind;

/// Somebody was told of something.
pub(crate) const NOTICE: Template = Template {
    name: "notifications.notice",
    subject: "{{ headline }}",
    preheader: "{{ company }}{% if project %} · {{ project }}{% endif %}",
    reason: "{{ because }}. Choose what you are told in your settings for {{ company }}",
    text: include_str!("mails/notice.txt"),
    html: include_str!("mails/notice.html"),
    sample: r#"{"headline": "Ana gave you “Write the page”", "because": "you are responsible for this task",
        "company": "Acme", "project": "Launch", "excerpt": "By Friday?", "path": "/tasks/9", "label": "Open the task"}"#,
    ..Template::BLANK
};

/// Asks for the mail of a notice.
pub(crate) fn post(
    tx: &mut Tx,
    telling: &Telling,
    ToMail { to, kind, reason }: &ToMail,
) -> Result {
    let Some(email) = to.email.clone() else { return Ok(()) };
    let who = match telling.actor {
        Some(actor) => users::queries::find(tx, actor)?.map(|user| user.name),
        None => None,
    };
    let company = companies::queries::find_any(tx, telling.company)?;
    let project = match telling.project {
        Some(project) => blimp_projects::projects::queries::find_any(tx, telling.company, project)?,
        None => None,
    };
    let (path, label) = place(telling);
    let mut draft = Draft::new(mail_key(telling.event, to.id), email, NOTICE.name);
    draft.company = Some(telling.company.0);
    draft.user = Some(to.id.0);
    draft.to_name.clone_from(&to.name);
    draft.language.clone_from(&to.language);
    draft.params = json!({
        "headline": headline(*kind, who.as_deref().unwrap_or("Blimp"), &telling.subject),
        "because": because(*reason),
        "company": company.map(|company| company.name),
        "project": project.map(|project| project.name.to_string()),
        "excerpt": excerpt(&telling.excerpt),
        "path": path,
        "label": label,
    });
    blimp_mail::post(tx, &draft)?;
    Ok(())
}

fn place(telling: &Telling) -> (String, &'static str) {
    match (telling.task, telling.project) {
        (Some(task), _) => (format!("/tasks/{task}"), "Open the task"),
        (None, Some(project)) => (format!("/projects/{project}"), "Open the project"),
        (None, None) => (format!("/companies/{}", telling.company), "Open Blimp"),
    }
}

/// One line that says what happened, in English.
fn headline(kind: Kind, who: &str, subject: &str) -> String {
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

const fn because(reason: Reason) -> &'static str {
    match reason {
        Reason::Assignee => "you are responsible for this task",
        Reason::Mentioned => "somebody wrote your name",
        Reason::Watcher => "you watch this task",
        Reason::Reviewer => "this task is up for review",
        Reason::Yourself => "it concerns you",
        Reason::Inviter => "you invited this person",
    }
}
