//! The page of a small document.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use utoipa::OpenApi as _;
use utoipa::openapi::{Info, OpenApi, Paths};

use super::{CONVENTIONS, STYLE, STYLE_HASH, page};
use crate::layers;

/// A boat, with <b>care</b>.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
struct Boat {
    /// What it is called, as `text`.
    #[schema(max_length = 200)]
    name: String,
    /// When it was built.
    built_on: Option<blimp_kit::Date>,
    #[schema(no_recursion)]
    sisters: Vec<Boat>,
}

/// Build a boat.
///
/// It takes a while.
#[utoipa::path(post, path = "/api/v1/docks/{dock}/boats", tag = "boats", request_body = Boat,
    params(("dock" = i64, Path, description = "Where.")),
    responses((status = 201, description = "Built.", body = Boat), crate::Problem))]
#[expect(dead_code, reason = "only described")]
fn build_boat() {}

/// Start without an account.
#[utoipa::path(post, path = "/api/v1/signup", tag = "start", security(()), responses((status = 201)))]
#[expect(dead_code, reason = "only described")]
fn sign_up() {}

#[derive(utoipa::OpenApi)]
#[openapi(
    paths(build_boat, sign_up),
    info(title = "Boats <&>", description = "All `boats`.")
)]
struct Boats;

fn boats() -> String {
    let mut document = Boats::openapi();
    crate::openapi::complete(&mut document);
    page(&document)
}

#[test]
fn operations_and_schemas_can_be_found_and_linked_to() {
    let page = boats();
    for part in [
        "<title>Boats &lt;&amp;&gt; API</title>",
        "<a href=\"#op-build_boat\">Build a boat</a>",
        "<article id=\"op-build_boat\">",
        "<code>/api/v1/docks/{dock}/boats</code>",
        "<p>It takes a while.</p>",
        "<a href=\"#schema-Boat\"><code>Boat</code></a>, <code>application/json</code>",
        "<article id=\"schema-Boat\">",
        "<p>A boat, with &lt;b&gt;care&lt;/b&gt;.</p>",
        "What it is called, as <code>text</code>. Characters at most: 200.",
        "<code>Idempotency-Key</code>",
        "<td>path, required</td>",
        "list of <a href=\"#schema-Boat\">",
        "<article id=\"schema-ProblemBody\">",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

#[test]
fn every_operation_has_a_call_that_could_be_typed_in() {
    let page = boats();
    let call = "curl -X POST &quot;$BLIMP_URL/api/v1/docks/1/boats&quot; \\\n  \
        -H &quot;Authorization: Bearer $TOKEN&quot; \\\n  -H 'Content-Type: application/json' \\\n  \
        -d '{&quot;name&quot;:&quot;text&quot;,&quot;sisters&quot;:[";
    assert!(page.contains(call), "{page}");
    assert!(
        page.contains(
            "<pre tabindex=\"0\">curl -X POST &quot;$BLIMP_URL/api/v1/signup&quot;</pre>"
        )
    );
}

#[test]
fn ids_are_unique_and_every_link_on_the_page_leads_somewhere() {
    let page = boats();
    let all = |from: &str| -> Vec<String> {
        let parts = page.split(from).skip(1);
        parts
            .map(|part| part.split('"').next().unwrap().to_owned())
            .collect()
    };
    let mut ids = all(" id=\"");
    for link in all("href=\"#").iter().chain(&all("aria-labelledby=\"")) {
        assert!(ids.contains(link), "{link}");
    }
    let before = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), before);
}

#[test]
fn the_page_asks_nobody_else_and_its_style_is_let_through() {
    let page = boats();
    for part in [
        "<script", "<link", "<img", "src=", "http://", "@import", "url(",
    ] {
        assert!(!page.contains(part), "{part}");
    }
    let hash = format!("sha256-{}", STANDARD.encode(Sha256::digest(STYLE)));
    assert_eq!(STYLE_HASH, hash);
    assert!(layers::CSP_PAGE.contains(&format!("style-src 'self' '{hash}'")));
    assert!(!CONVENTIONS.contains("style="));
}

#[test]
fn an_empty_document_has_a_page_too() {
    let page = page(&OpenApi::new(Info::new("Boats", "1"), Paths::new()));
    assert!(page.contains("<h2 id=\"schemas-title\">") && page.ends_with("</html>\n"));
}
