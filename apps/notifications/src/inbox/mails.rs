//! Notification mails.

mod words;

use std::collections::HashSet;

use blimp_accounts::{UserId, companies, users};
use blimp_kit::Result;
use blimp_mail::{Draft, Template};
use blimp_projects::people;
use blimp_projects::projects;
use blimp_store::Tx;
use serde_json::json;

use crate::inbox::actions::ToMail;
use crate::inbox::model::{Telling, excerpt, mail_key};
use words::Words;

/// Somebody was told of something.
pub(crate) const NOTICE: Template = Template {
    name: "notifications.notice",
    subject: "{{ headline }}",
    preheader: "{{ company }}{% if project %} · {{ project }}{% endif %}",
    reason: "{{ because }}. Choose what you are told in your settings for {{ company }}",
    text: include_str!("mails/notice.txt"),
    html: include_str!("mails/notice.html"),
    sample: r#"{"headline": "Ana gave you “Write the page”", "because": "you are responsible for this task",
        "company": "Acme", "project": "Launch", "excerpt": "By Friday?", "path": "/c/acme/tasks/9", "label": "Open the task"}"#,
    ..Template::BLANK
};

/// The same in Spanish.
pub(crate) const NOTICE_ES: Template = Template {
    language: "es",
    reason: "{{ because }}. Elige de qué se te avisa en tus ajustes de {{ company }}",
    sample: r#"{"headline": "Ana te ha dado «Escribir la página»", "because": "esta tarea es tuya",
        "company": "Acme", "project": "Lanzamiento", "excerpt": "¿Para el viernes?", "path": "/c/acme/tasks/9",
        "label": "Abrir la tarea"}"#,
    ..NOTICE
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
    company: Option<companies::Company>,
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
            company,
            project: project.map(|project| project.name.to_string()),
            actor,
            knowing: knowing.into_iter().collect(),
        })
    }

    /// What to call whoever did it, to this reader.
    fn who(&self, reader: UserId, words: Words) -> String {
        match &self.actor {
            Some(name) if self.knowing.contains(&reader) => name.clone(),
            Some(_) => words.someone().to_owned(),
            None => "Blimp".to_owned(),
        }
    }

    /// Where in the web client this is, and what to call the way there.
    fn place(&self, telling: &Telling, words: Words) -> (String, &'static str) {
        let Some(company) = &self.company else {
            return ("/".to_owned(), words.open_inbox());
        };
        let home = format!("/c/{}", company.slug);
        match (telling.number, telling.project) {
            (Some(number), _) => (format!("{home}/tasks/{number}"), words.open_task()),
            (None, Some(project)) => (format!("{home}/p/{project}/board"), words.open_project()),
            (None, None) => (format!("{home}/inbox"), words.open_inbox()),
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
    let words = Words::of(&to.language);
    let (path, label) = scene.place(telling, words);
    let mut draft = Draft::new(mail_key(telling.event, to.id), email, NOTICE.name);
    draft.company = Some(telling.company.0);
    draft.user = Some(to.id.0);
    draft.to_name.clone_from(&to.name);
    draft.language.clone_from(&to.language);
    draft.params = json!({
        "headline": words.headline(*kind, &scene.who(to.id, words), &telling.subject),
        "because": words.because(*reason),
        "company": scene.company.as_ref().map(|company| &company.name),
        "project": scene.project,
        "excerpt": excerpt(&telling.excerpt),
        "path": path,
        "label": label,
    });
    blimp_mail::post(tx, &draft)?;
    Ok(())
}
