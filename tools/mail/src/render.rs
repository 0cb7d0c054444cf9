//! Filling templates: subject, plain text, HTML in the layout, headers.

use blimp_kit::{Error, Result, Signer};
use css_inline::CSSInliner;
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior};
use serde_json::{Map, Value, json};

use crate::model::Header;
use crate::template::{Template, Templates};
use crate::wrap::wrap;

/// How links are made.
#[derive(Debug, Clone)]
pub struct Links {
    /// Where this installation is, such as `https://blimp.example.com`; never from a request.
    pub base_url: String,
    /// Makes the tokens in links.
    pub signer: Signer,
}

/// Whether the tokens in links are to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tokens {
    /// For the reader.
    Real,
    /// For the record: `[removed]` stands in their place.
    Removed,
}

/// A mail in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The subject, one line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML, with its CSS in the elements.
    pub html: String,
    /// The template's own headers.
    pub headers: Vec<Header>,
}

/// Whom a mail is for and what it says.
pub(crate) struct Fill<'a> {
    pub(crate) template: &'a str,
    pub(crate) language: &'a str,
    pub(crate) to_name: &'a str,
    pub(crate) to_address: &'a str,
    pub(crate) params: &'a Value,
}

/// Fills templates.
pub struct Renderer {
    templates: Templates,
    base_url: String,
    real: Environment<'static>,
    removed: Environment<'static>,
    inliner: CSSInliner<'static>,
}

impl std::fmt::Debug for Renderer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Renderer")
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}

impl Renderer {
    /// Compiles every template.
    pub fn new(templates: Templates, links: &Links) -> Result<Self> {
        let base_url = links.base_url.trim_end_matches('/').to_owned();
        let signer = links.signer.clone();
        let real = environment(&templates, &base_url, move |purpose, id, nonce| {
            signer
                .token(purpose, id, nonce)
                .map_err(|e| minijinja::Error::new(ErrorKind::InvalidOperation, e.to_string()))
        })?;
        let removed = environment(&templates, &base_url, |_, _, _| Ok("[removed]".to_owned()))?;
        let inliner = CSSInliner::options().load_remote_stylesheets(false).build();
        Ok(Self {
            templates,
            base_url,
            real,
            removed,
            inliner,
        })
    }

    /// Every template.
    pub const fn templates(&self) -> &Templates {
        &self.templates
    }

    /// Fills the template that `fill` names.
    pub(crate) fn render(&self, fill: &Fill<'_>, tokens: Tokens) -> Result<Rendered> {
        let found = self.templates.find(fill.template, fill.language);
        let template = found.ok_or_else(|| {
            Error::fault(format!(
                "there is no mail template called {}",
                fill.template
            ))
        })?;
        let environment = match tokens {
            Tokens::Real => &self.real,
            Tokens::Removed => &self.removed,
        };
        let part = |part: &str, values: &Value| {
            let name = part_name(template, part);
            environment
                .get_template(&name)
                .and_then(|part| part.render(minijinja::value::Serde(values)))
                .map(|words| printable(&words))
                .map_err(|e| Error::Fault(anyhow::anyhow!("the mail template {name}: {e:#}")))
        };
        let mut values = self.values(fill, template);
        let subject = one_line(&part("subject.txt", &values)?, 200);
        values["mail"]["subject"] = json!(subject);
        let text = format!(
            "{}\n--\n{}",
            wrap(&part("txt", &values)?),
            wrap(&part("reason.txt", &values)?)
        );
        let html = self.inliner.inline(&part("html", &values)?);
        let html = html.map_err(|e| {
            Error::Fault(anyhow::anyhow!("the mail template {}: {e}", template.name))
        })?;
        let mut headers = Vec::new();
        for (i, (name, _)) in template.headers.iter().enumerate() {
            headers.push(Header::new(
                *name,
                part(&format!("header{i}.txt"), &values)?,
            ));
        }
        Ok(Rendered {
            subject,
            text,
            html,
            headers,
        })
    }

    fn values(&self, fill: &Fill<'_>, template: &Template) -> Value {
        let mut values = fill.params.as_object().cloned().unwrap_or_else(Map::new);
        values.insert(
            "mail".to_owned(),
            json!({
                "to_name": one_line(fill.to_name, 100),
                "to_address": fill.to_address,
                "subject": "",
                "language": template.language,
                "base_url": self.base_url,
            }),
        );
        Value::Object(values)
    }
}

impl Templates {
    /// Fills every template with its sample; refuses one that names something it does not get,
    /// even on a branch that the sample does not take.
    pub fn check(&self) -> Result<Vec<(Template, Rendered)>> {
        let links = Links {
            base_url: "https://blimp.example.com".to_owned(),
            signer: Signer::new(b"sample".to_vec()),
        };
        let renderer = Renderer::new(self.clone(), &links)?;
        let mut all = Vec::new();
        for template in self.iter() {
            let params = template.sample()?;
            renderer.check_names(template, &params)?;
            let fill = Fill {
                template: template.name,
                language: template.language,
                to_name: "Ana",
                to_address: "ana@example.com",
                params: &params,
            };
            all.push((*template, renderer.render(&fill, Tokens::Real)?));
        }
        Ok(all)
    }
}

impl Renderer {
    fn check_names(&self, template: &Template, params: &Value) -> Result {
        for (part, _) in parts(template) {
            let name = part_name(template, &part);
            let compiled = self
                .real
                .get_template(&name)
                .map_err(|e| Error::fault(e.to_string()))?;
            for variable in compiled.undeclared_variables(false) {
                let known = params.get(&variable).is_some()
                    || variable == "mail"
                    || self.real.globals().any(|(global, _)| global == variable);
                if !known {
                    return Err(Error::fault(format!(
                        "the mail template {name}: {variable} is not in its sample"
                    )));
                }
            }
        }
        Ok(())
    }
}

/// The names and sources of a template's parts; those ending in `html` are escaped.
fn parts(template: &Template) -> Vec<(String, String)> {
    let because = because(template.language);
    let html = format!(
        "{{% extends 'layout.html' %}}\
         {{% block preheader %}}{}{{% endblock %}}\
         {{% block reason %}}{because}{}.{{% endblock %}}\
         {{% block content %}}{{% from 'parts.html' import button, quote %}}{}{{% endblock %}}",
        template.preheader, template.reason, template.html
    );
    let reason = format!("{because}{}.\n{{{{ mail.base_url }}}}", template.reason);
    let mut parts = vec![
        ("subject.txt".to_owned(), template.subject.to_owned()),
        ("txt".to_owned(), template.text.to_owned()),
        ("html".to_owned(), html),
        ("reason.txt".to_owned(), reason),
    ];
    for (i, (_, value)) in template.headers.iter().enumerate() {
        parts.push((format!("header{i}.txt"), (*value).to_owned()));
    }
    parts
}

/// What stands before a template's reason, in its language.
fn because(language: &str) -> &'static str {
    match language {
        "es" => "Recibes este correo porque ",
        _ => "You get this mail because ",
    }
}

fn part_name(template: &Template, part: &str) -> String {
    format!("{}.{}.{part}", template.name, template.language)
}

fn environment(
    templates: &Templates,
    base_url: &str,
    token: impl Fn(&str, i64, &str) -> Result<String, minijinja::Error> + Send + Sync + 'static,
) -> Result<Environment<'static>> {
    let bad = |e: minijinja::Error| Error::Fault(anyhow::anyhow!("mail templates: {e:#}"));
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|name| {
        if name.ends_with("html") {
            AutoEscape::Html
        } else {
            AutoEscape::None
        }
    });
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build();
    environment.set_syntax(syntax.map_err(bad)?);
    environment.add_filter("quoted", |words: String| quoted(&words));
    let base = base_url.to_owned();
    environment.add_function("url", move |path: String| address(&base, &path));
    let base = base_url.to_owned();
    environment.add_function(
        "signed_url",
        move |path: String, purpose: String, id: i64, nonce: String| {
            Ok::<_, minijinja::Error>(address(&base, &path)? + &token(&purpose, id, &nonce)?)
        },
    );
    environment
        .add_template("layout.html", include_str!("layout/layout.html"))
        .map_err(bad)?;
    environment
        .add_template("parts.html", include_str!("layout/parts.html"))
        .map_err(bad)?;
    for template in templates.iter() {
        for (part, source) in parts(template) {
            environment
                .add_template_owned(part_name(template, &part), source)
                .map_err(bad)?;
        }
    }
    Ok(environment)
}

fn address(base: &str, path: &str) -> Result<String, minijinja::Error> {
    if path.starts_with('/') {
        return Ok(format!("{base}{path}"));
    }
    Err(minijinja::Error::new(
        ErrorKind::InvalidOperation,
        "a path begins with a slash",
    ))
}

/// Each line behind a `> `, as mail readers show quotations in plain text.
fn quoted(words: &str) -> String {
    let lines: Vec<String> = words.lines().map(|line| format!("> {line}")).collect();
    lines.join("\n")
}

/// Without characters that no text needs, that Postgres does not take (NUL) and that would command
/// a terminal.
pub(crate) fn printable(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

/// The same words on one line, cut to `max` characters: nothing in it can end a header.
pub(crate) fn one_line(text: &str, max: usize) -> String {
    let clean: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    if clean.chars().count() <= max {
        return clean;
    }
    let cut: String = clean.chars().take(max.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}
