//! Templates: the words of mails, which apps bring with them.

use std::collections::BTreeMap;

use blimp_kit::{Error, Result};
use serde_json::Value;

/// The words of one mail in one language, in minijinja.
///
/// They are filled with the draft's params and with `mail` (`mail.to_name`, `mail.to_address`,
/// `mail.subject`, `mail.language`, `mail.base_url`). `url("/path")` gives an address of this installation,
/// `signed_url("/path/", purpose, id, nonce)` one that ends in a token which is stored nowhere.
/// A name that is not there is an error, not an empty space. In plain text `{{ words | quoted }}`
/// puts a `> ` before each line.
///
/// ```
/// # use blimp_mail::Template;
/// pub const PASSWORD_RESET: Template = Template {
///     name: "accounts.password_reset",
///     subject: "Choose a new password",
///     preheader: "The link works for one hour.",
///     reason: "somebody asked for a new password for {{ mail.to_address }}",
///     text: "{{ signed_url('/password-resets/', 'password_reset', reset, nonce) }}",
///     html: "<h1>Choose a new password</h1>
///         {{ button(signed_url('/password-resets/', 'password_reset', reset, nonce), 'Choose') }}",
///     sample: r#"{"reset": 7, "nonce": "n"}"#,
///     resend_when_unsure: true,
///     ..Template::BLANK
/// };
/// # blimp_mail::Templates::new([PASSWORD_RESET]).unwrap().check().unwrap();
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// `app.what_it_says`.
    pub name: &'static str,
    /// The language these words are in, such as `en`.
    pub language: &'static str,
    /// The subject.
    pub subject: &'static str,
    /// What inboxes show behind the subject.
    pub preheader: &'static str,
    /// Why the reader gets this, to stand behind "You get this mail because".
    pub reason: &'static str,
    /// The plain text; lines are broken for you, the footer is added.
    pub text: &'static str,
    /// The HTML inside the layout; has `button(url, label)` and `quote(text)`.
    pub html: &'static str,
    /// Headers with tokens in them, such as `List-Unsubscribe` (to be followed by
    /// `List-Unsubscribe-Post: List-Unsubscribe=One-Click`): name and template.
    pub headers: &'static [(&'static str, &'static str)],
    /// Params to try the template with: a JSON object.
    pub sample: &'static str,
    /// Whether a second copy does no harm, but a missing one locks somebody out (a reset, an
    /// invitation, a verification): such a mail sent again in doubt is not counted as a double.
    pub resend_when_unsure: bool,
}

impl Template {
    /// English, and nothing else: the rest of a `..Template::BLANK`.
    pub const BLANK: Self = Self {
        name: "",
        language: "en",
        subject: "",
        preheader: "",
        reason: "",
        text: "",
        html: "",
        headers: &[],
        sample: "{}",
        resend_when_unsure: false,
    };

    /// The mail of `blimp mail test`.
    pub const TEST: Self = Self {
        name: "mail.test",
        subject: "A test mail from Blimp",
        preheader: "If you can read this, mail works.",
        reason: "somebody who runs {{ mail.base_url }} sent a test to {{ mail.to_address }}",
        text: include_str!("layout/test.txt"),
        html: include_str!("layout/test.html"),
        ..Self::BLANK
    };

    /// The sample params.
    pub(crate) fn sample(&self) -> Result<Value> {
        match serde_json::from_str(self.sample) {
            Ok(sample @ Value::Object(_)) => Ok(sample),
            _ => Err(Error::fault(format!(
                "the mail template {}: its sample is no object",
                self.name
            ))),
        }
    }
}

/// Every template of the house.
#[derive(Debug, Clone)]
pub struct Templates {
    by_name: BTreeMap<&'static str, Vec<Template>>,
}

impl Templates {
    /// A registry of these and of our own. Refuses two of one name and language, and a template
    /// that is not there in English.
    pub fn new(list: impl IntoIterator<Item = Template>) -> Result<Self> {
        let mut by_name: BTreeMap<&'static str, Vec<Template>> = BTreeMap::new();
        for template in list.into_iter().chain([Template::TEST]) {
            template.sample()?;
            let known = by_name.entry(template.name).or_default();
            if known
                .iter()
                .any(|other| other.language == template.language)
            {
                let why = format!("two mail templates are called {}", template.name);
                return Err(Error::fault(why));
            }
            known.push(template);
        }
        for (name, known) in &by_name {
            if !known.iter().any(|template| template.language == "en") {
                let why = format!("the mail template {name} is not there in English");
                return Err(Error::fault(why));
            }
        }
        Ok(Self { by_name })
    }

    /// The template of this name in `language` (`pt-BR`, then `pt`), else in English.
    pub fn find(&self, name: &str, language: &str) -> Option<&Template> {
        let plain = language.split(['-', '_']).next().unwrap_or(language);
        let known = self.by_name.get(name)?;
        let mut wished = [language, plain, "en"].into_iter();
        wished.find_map(|language| known.iter().find(|template| template.language == language))
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Template> {
        self.by_name.values().flatten()
    }
}
