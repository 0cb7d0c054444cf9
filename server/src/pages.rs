//! Pages: the web client's where there is one, and plain ones where there is not.
//!
//! The plain ones are a first page, the API's docs, and where mailed links lead: enough to use
//! Blimp without its client. The API's docs stay at `/api/docs/plain` in any case.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use blimp_app::Site;
use blimp_http::docs::STYLE;
use blimp_kit::Result;
use utoipa::openapi::OpenApi;

use crate::client::{API_DOCS, Asked, Client, SHELL};

/// What the pages are made of.
#[derive(Clone)]
struct Pages {
    client: Client,
    site: Arc<Site>,
    docs: Arc<str>,
}

/// The pages, and `/api/v1/openapi.json`; what no other route takes is the client's.
pub(crate) fn routes(openapi: &OpenApi, site: &Arc<Site>, client: Client) -> Result<Router> {
    let document: Arc<str> = openapi.to_json()?.into();
    let json = move || async move { as_json(&document) };
    let pages = Pages {
        client,
        site: Arc::clone(site),
        docs: blimp_http::docs::page(openapi).into(),
    };
    let router = Router::new()
        .route("/", get(home))
        .route("/api/docs", get(docs))
        .route("/api/docs/plain", get(plain_docs))
        .route("/invitations/{token}", get(invitation))
        .route("/verifications/{token}", get(verification))
        .route("/password-resets/{token}", get(password_reset))
        .fallback(elsewhere)
        .with_state(pages);
    Ok(router.route("/api/v1/openapi.json", get(json)))
}

impl Pages {
    /// This page of the client; the plain one where there is no client.
    fn show(&self, name: &str, request: &Request, plain: impl FnOnce() -> String) -> Response {
        let page = self.client.page(name, asked(request));
        page.unwrap_or_else(|| Html(plain()).into_response())
    }

    /// The client; without it, what to send to use the token that a mail brought.
    fn linked(&self, request: &Request, what: &str, route: &str, token: &str) -> Response {
        self.show(SHELL, request, || {
            linked_page(&self.site, what, route, token)
        })
    }
}

fn asked(request: &Request) -> Asked<'_> {
    Asked {
        method: request.method(),
        path: request.uri().path(),
        headers: request.headers(),
    }
}

async fn home(State(pages): State<Pages>, request: Request) -> Response {
    pages.show(SHELL, &request, || first_page(&pages.site))
}

async fn docs(State(pages): State<Pages>, request: Request) -> Response {
    pages.show(API_DOCS, &request, || pages.docs.to_string())
}

async fn plain_docs(State(pages): State<Pages>) -> Html<String> {
    Html(pages.docs.to_string())
}

async fn invitation(
    State(pages): State<Pages>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    pages.linked(&request, "Your invitation", INVITATION, &token)
}

async fn verification(
    State(pages): State<Pages>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    pages.linked(&request, "Confirm your address", VERIFICATION, &token)
}

async fn password_reset(
    State(pages): State<Pages>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    pages.linked(&request, "A new password", RESET, &token)
}

async fn elsewhere(State(pages): State<Pages>, request: Request) -> Response {
    let answer = pages.client.answer(asked(&request));
    answer.unwrap_or_else(|| (StatusCode::NOT_FOUND, Html(first_page(&pages.site))).into_response())
}

fn as_json(document: &str) -> Response {
    (
        [(header::CONTENT_TYPE, "application/json")],
        document.to_owned(),
    )
        .into_response()
}

const INVITATION: &str = "invitations/{token}/acceptance -d '{\"name\":\"…\",\"password\":\"…\"}'";
const VERIFICATION: &str = "verifications/{token}";
const RESET: &str = "password-resets/{token} -d '{\"password\":\"…\"}'";

fn first_page(site: &Site) -> String {
    page(
        "Blimp",
        &format!(
            "<p>Blimp is running, without its web client: this binary holds none.</p>\n\
             <p>To get one, start Blimp with <code>./run</code>, which builds both, or say \
             <code>npm ci &amp;&amp; npm run build</code> in the folder <code>client</code> and build \
             Blimp again.</p>\n<p>Everything the client does goes through the API. \
             <a href=\"/api/docs\">Read the API docs</a>, or make your company:</p>\n\
             <pre tabindex=\"0\">curl -c jar -H 'content-type: application/json' \
             {}/api/v1/signup \\\n  -d '{{\"company\":\"Acme\",\"name\":\"Ana\",\
             \"email\":\"ana@example.com\",\"password\":\"…\"}}'</pre>",
            escape(&site.url)
        ),
    )
}

/// Where a mailed link leads: what to send, with the token in place.
fn linked_page(site: &Site, what: &str, route: &str, token: &str) -> String {
    let call = route.replace("{token}", &escape(token));
    page(
        what,
        &format!(
            "<p>Send this to finish:</p>\n<pre tabindex=\"0\">curl -c jar -X POST -H 'content-type: \
             application/json' \\\n  {}/api/v1/{call}</pre>",
            escape(&site.url)
        ),
    )
}

fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main class=\"alone\">\n<h1>{title}</h1>\n\
         {body}\n<footer><a href=\"/\">Blimp</a> · <a href=\"/api/docs\">API docs</a></footer>\n\
         </main>\n</body>\n</html>\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
