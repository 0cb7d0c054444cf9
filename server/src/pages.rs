//! Pages for people until the web client is there: a first page, the API's docs, and where mailed
//! links lead.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use blimp_app::Site;
use blimp_http::docs::STYLE;
use blimp_kit::Result;
use utoipa::openapi::OpenApi;

/// The pages, and `/api/v1/openapi.json`.
pub(crate) fn routes(openapi: &OpenApi, site: &Arc<Site>) -> Result<Router> {
    let document: Arc<str> = openapi.to_json()?.into();
    let docs: Arc<str> = blimp_http::docs::page(openapi).into();
    let (home, linked) = (Arc::clone(site), Arc::clone(site));
    let json = move || async move { as_json(&document) };
    let link = move |what: &'static str, route: &'static str| {
        let site = Arc::clone(&linked);
        get(move |Path(token): Path<String>| async move {
            Html(linked_page(&site, what, route, &token))
        })
    };
    Ok(Router::new()
        .route("/", get(move || async move { Html(first_page(&home)) }))
        .route("/api/v1/openapi.json", get(json))
        .route(
            "/api/docs",
            get(move || async move { Html(docs.to_string()) }),
        )
        .route("/invitations/{token}", link("Your invitation", INVITATION))
        .route(
            "/verifications/{token}",
            link("Confirm your address", VERIFICATION),
        )
        .route("/password-resets/{token}", link("A new password", RESET)))
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
            "<p>Blimp is running. The web client is not part of this release yet; everything it \
             will do goes through the API.</p>\n<p><a href=\"/api/docs\">Read the API docs</a>, \
             or make your company:</p>\n<pre tabindex=\"0\">curl -c jar -H 'content-type: application/json' \
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
