//! The words of notification mails.

use std::collections::HashSet;

use blimp_accounts::{UserId, companies, users};
use blimp_kit::Result;
use blimp_mail::{Draft, Template};
use blimp_projects::people::{self, PersonBody};
use blimp_projects::projects;
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

/// Asks for the mails of a fact's notices.
pub(crate) fn post_all(tx: &mut Tx, telling: &Telling, mails: &[ToMail]) -> Result {
    if mails.is_empty() {
        return Ok(());
    }
    let scene = Scene::look_up(tx, telling, mails)?;
    mails
        .iter()
        .try_for_each(|mail| post(tx, telling, &scene, mail))
}

/// What all mails of a fact speak of.
struct Scene {
    company: Option<String>,
    project: Option<String>,
    /// What whoever did it is called; none for the house itself.
    actor: Option<String>,
    /// Who of the readers may know whoever did it.
    knowing: HashSet<UserId>,
}

impl Scene {
    fn look_up(tx: &mut Tx, telling: &Telling, mails: &[ToMail]) -> Result<Self> {
        let company = companies::queries::find_any(tx, telling.company)?;
        let project = match telling.project {
            Some(project) => projects::queries::find_any(tx, telling.company, project)?,
            None => None,
        };
        let (mut actor, mut knowing) = (None, Vec::new());
        if let Some(user) = telling.actor {
            let readers: Vec<UserId> = mails.iter().map(|mail| mail.to.id).collect();
            actor = users::queries::find(tx, user)?.map(|user| user.name);
            knowing = people::queries::list_knowing(tx, telling.company, user, &readers)?;
        }
        Ok(Self {
            company: company.map(|company| company.name),
            project: project.map(|project| project.name.to_string()),
            actor,
            knowing: knowing.into_iter().collect(),
        })
    }

    /// What to call whoever did it, to this reader.
    fn who(&self, reader: UserId) -> String {
        match &self.actor {
            Some(name) if self.knowing.contains(&reader) => name.clone(),
            Some(_) => PersonBody::someone().name,
            None => "Blimp".to_owned(),
        }
    }
}

fn post(
    tx: &mut Tx,
    telling: &Telling,
    scene: &Scene,
    ToMail { to, kind, reason }: &ToMail,
) -> Result {
    let Some(email) = to.email.clone() else {
        return Ok(());
    };
    let (path, label) = place(telling);
    let mut draft = Draft::new(mail_key(telling.event, to.id), email, NOTICE.name);
    draft.company = Some(telling.company.0);
    draft.user = Some(to.id.0);
    draft.to_name.clone_from(&to.name);
    draft.language.clone_from(&to.language);
    draft.params = json!({
        "headline": headline(*kind, &scene.who(to.id), &telling.subject),
        "because": because(*reason),
        "company": scene.company,
        "project": scene.project,
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
        Reason::Yourself => "it concerns you",
        Reason::Inviter => "you invited this person",
    }
}
