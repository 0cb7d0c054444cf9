//! What every operation of the OpenAPI document has, said once.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use blimp_kit::Field;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::{ArrayItems, KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{OpenApi, Ref, RefOr, Required, ResponseBuilder};
use utoipa::{PartialSchema, ToSchema};

use crate::ProblemBody;

/// Adds the security schemes, the schemas of problems, the headers that routes share, and what
/// handlers leave out because it goes without saying: ids in paths, the words of a status.
///
/// Every operation needs a caller, but for those that say `security(())`. A part of a path that a
/// handler does not describe is an id.
pub fn complete(document: &mut OpenApi) {
    let parts = document.components.get_or_insert_default();
    for (name, schema) in [
        (ProblemBody::name(), ProblemBody::schema()),
        (Field::name(), Field::schema()),
    ] {
        parts.schemas.insert(name.into_owned(), schema);
    }
    for (name, scheme) in schemes() {
        parts.security_schemes.insert(name.to_owned(), scheme);
    }
    document.security = Some(vec![needs("session"), needs("token")]);
    name_rows(&mut parts.schemas);
    for (path, item) in &mut document.paths.paths {
        let methods = [
            &mut item.get,
            &mut item.put,
            &mut item.post,
            &mut item.patch,
            &mut item.delete,
        ];
        for operation in methods.into_iter().flatten() {
            name_ids(path, operation);
            name_statuses(operation);
            shorten(operation);
        }
        share(path, item);
    }
}

fn needs(scheme: &str) -> SecurityRequirement {
    SecurityRequirement::new(scheme, Vec::<String>::new())
}

fn schemes() -> [(&'static str, RefOr<SecurityScheme>); 2] {
    let mut session = ApiKeyValue::new("blimp");
    let words = "Set by `POST /session` and `POST /signup`; its name is `__Host-blimp` on https.";
    session.description = Some(words.to_owned());
    let mut token = Http::new(HttpAuthScheme::Bearer);
    token.description = Some("A personal token, `blimp_pat_…`, from `POST /tokens`.".to_owned());
    [
        (
            "session",
            RefOr::T(SecurityScheme::ApiKey(ApiKey::Cookie(session))),
        ),
        ("token", RefOr::T(SecurityScheme::Http(token))),
    ]
}

/// Items without an `ETag`, though their path looks like one.
const UNTAGGED: &[&str] = &["/api/v1/tokens/{token}", "/api/v1/invitations/{token}"];
/// Items with an `ETag`, whose path looks like none.
const TAGGED: &[&str] = &[
    "/api/v1/me",
    "/api/v1/projects/{project}/board",
    "/api/v1/companies/{company}/notification-preferences",
];
/// What is done to an item, under the item's own path: it takes the item's `ETag`.
const VERBS: &[&str] = &[
    "closure",
    "approval",
    "return",
    "archiving",
    "restoration",
    "move",
    "resending",
    "assignees/{user}",
];

/// Adds the headers that every operation of a method takes.
fn share(path: &str, item: &mut PathItem) {
    let is_item = path.ends_with('}') && !UNTAGGED.contains(&path);
    if (is_item || TAGGED.contains(&path)) && (item.get.is_some() || item.patch.is_some()) {
        let changes = [&mut item.patch, &mut item.delete];
        for operation in changes.into_iter().flatten() {
            let words = "Change only this version: an ETag. 412 if it is stale.";
            add(operation, header("If-Match", words, None));
        }
        item.get.iter_mut().for_each(unchanged);
    }
    let is_verb = VERBS
        .iter()
        .any(|verb| path.ends_with(&format!("}}/{verb}")));
    if is_verb {
        let words = "Do it to this version only: an ETag of the item. 412 if it is stale.";
        let changes = [&mut item.post, &mut item.put, &mut item.delete];
        for operation in changes.into_iter().flatten() {
            add(operation, header("If-Match", words, None));
        }
    }
    if let Some(post) = &mut item.post {
        let words = "The same key and body within 24 hours gets the first answer again.";
        add(post, header("Idempotency-Key", words, Some(255)));
    }
}

/// An item has an `ETag`, and need not be sent again.
fn unchanged(get: &mut Operation) {
    let words = "Send it again only if it has changed: an ETag. 304 if not.";
    add(get, header("If-None-Match", words, None));
    let answer = ResponseBuilder::new().description("As it was.").build();
    get.responses
        .responses
        .insert("304".to_owned(), answer.into());
}

/// The rows of `Page_Boat` are `Boat`s, by name.
fn name_rows(schemas: &mut BTreeMap<String, RefOr<Schema>>) {
    let known = schemas.clone();
    for (name, schema) in schemas {
        let Some(row) = name.strip_prefix("Page_") else {
            continue;
        };
        if let RefOr::T(Schema::Object(page)) = schema
            && let Some(RefOr::T(Schema::Array(list))) = page.properties.get_mut("items")
            && let ArrayItems::RefOrSchema(items) = &mut list.items
            && known.get(row) == Some(items.as_ref())
        {
            **items = RefOr::Ref(Ref::from_schema_name(row));
        }
    }
}

/// Describes the ids in a path that the handler left out, and says of the others what they are.
fn name_ids(path: &str, operation: &mut Operation) {
    let names = path
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next());
    let mut list = operation.parameters.take().unwrap_or_default();
    let mut missing = Vec::new();
    for name in names {
        let words = format!("The id of the {name}.");
        let known = list.iter_mut().find_map(|known| match known {
            RefOr::T(known) if known.name == name => Some(known),
            _ => None,
        });
        match known {
            Some(known) => {
                known.description.get_or_insert(words);
            }
            None => missing.push(RefOr::T(id(name, &words))),
        }
    }
    list.splice(0..0, missing);
    operation.parameters = Some(list).filter(|list| !list.is_empty());
}

fn id(name: &str, words: &str) -> Parameter {
    let integer = ObjectBuilder::new()
        .schema_type(Type::Integer)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
        .minimum(Some(1));
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some(words))
        .schema(Some(integer))
        .build()
}

/// A summary is one sentence; what follows it goes to the description.
fn shorten(operation: &mut Operation) {
    let Some(all) = operation.summary.take() else {
        return;
    };
    let all = all.replace('\n', " ");
    let (first, rest) = all
        .split_once(". ")
        .unwrap_or((all.trim_end_matches('.'), ""));
    operation.summary = Some(format!("{first}."));
    let more = operation.description.take().unwrap_or_default();
    let parts = [rest, more.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty());
    let parts = parts.collect::<Vec<_>>().join("\n\n");
    operation.description = Some(parts).filter(|words| !words.is_empty());
}

/// Gives every answer a description, as the standard wants it.
fn name_statuses(operation: &mut Operation) {
    for (status, response) in &mut operation.responses.responses {
        if let RefOr::T(response) = response
            && response.description.is_empty()
        {
            let status = status
                .parse()
                .ok()
                .and_then(|n| StatusCode::from_u16(n).ok());
            let words = status.and_then(|status| status.canonical_reason());
            words
                .unwrap_or("An answer")
                .clone_into(&mut response.description);
        }
    }
}

fn header(name: &str, description: &str, longest: Option<usize>) -> Parameter {
    let text = ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(longest.map(|_| 1))
        .max_length(longest);
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(description))
        .schema(Some(text))
        .build()
}

fn add(operation: &mut Operation, parameter: Parameter) {
    let known = operation.parameters.get_or_insert_default();
    let same = |other: &RefOr<Parameter>| match other {
        RefOr::T(other) => other.name.eq_ignore_ascii_case(&parameter.name),
        RefOr::Ref(_) => false,
    };
    if !known.iter().any(same) {
        known.push(RefOr::T(parameter));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use utoipa::openapi::{Info, OpenApi, Paths};

    use super::complete;

    #[utoipa::path(get, path = "/api/v1/boats", responses(crate::Problem))]
    #[expect(dead_code, reason = "only described")]
    fn list_boats() {}

    #[utoipa::path(post, path = "/api/v1/boats", responses((status = 201), crate::Problem))]
    #[expect(dead_code, reason = "only described")]
    fn create_boat() {}

    #[utoipa::path(post, path = "/api/v1/signup", security(()), responses((status = 201), crate::Problem))]
    #[expect(dead_code, reason = "only described")]
    fn sign_up() {}

    #[derive(utoipa::ToSchema)]
    #[expect(dead_code, reason = "only described")]
    struct Sailor {
        name: String,
    }

    #[utoipa::path(get, path = "/api/v1/boats/{boat}/crew/{name}",
        params(("name" = String, Path, description = "Who.")),
        responses((status = 200, body = Sailor), crate::Problem))]
    #[expect(dead_code, reason = "only described")]
    fn find_sailor() {}

    /// List the sailors. All of
    /// them.
    ///
    /// By name.
    #[utoipa::path(get, path = "/api/v1/sailors",
        responses((status = 200, body = blimp_kit::Page<Sailor>), crate::Problem))]
    #[expect(dead_code, reason = "only described")]
    fn list_sailors() {}

    #[derive(utoipa::OpenApi)]
    #[openapi(paths(list_boats, create_boat, sign_up, find_sailor, list_sailors))]
    struct Boats;

    #[test]
    fn headers_schemes_and_problems_are_described_once_for_all() {
        let mut document = <Boats as utoipa::OpenApi>::openapi();
        complete(&mut document);
        complete(&mut document);
        let json = serde_json::to_value(&document).unwrap();
        assert!(
            json["openapi"].as_str().unwrap().starts_with("3.1"),
            "{}",
            json["openapi"]
        );
        let boats = &json["paths"]["/api/v1/boats"];
        assert_eq!(boats["get"]["parameters"], Value::Null);
        let boat = &json["paths"]["/api/v1/boats/{boat}/crew/{name}"]["get"];
        let id = json!({ "name": "boat", "in": "path", "required": true,
            "description": "The id of the boat.",
            "schema": { "type": "integer", "format": "int64", "minimum": 1 } });
        assert_eq!(boat["parameters"][0], id);
        assert_eq!(boat["parameters"][1]["schema"]["type"], "string");
        assert_eq!(boat["parameters"][1]["description"], "Who.");
        assert_eq!(boat["parameters"][2]["name"], "If-None-Match");
        assert_eq!(boat["responses"]["200"]["description"], "OK");
        assert_eq!(boat["responses"]["304"]["description"], "As it was.");
        assert_eq!(boats["post"]["parameters"].as_array().unwrap().len(), 1);
        assert_eq!(boats["post"]["parameters"][0]["name"], "Idempotency-Key");
        assert_eq!(boats["post"]["security"], Value::Null);
        assert_eq!(
            json["paths"]["/api/v1/signup"]["post"]["security"][0],
            json!({})
        );
        assert_eq!(
            json["security"],
            json!([{ "session": [] }, { "token": [] }])
        );
        assert_eq!(
            json["components"]["securitySchemes"]["token"]["scheme"],
            "bearer"
        );
        let page = &json["components"]["schemas"]["Page_Sailor"]["properties"]["items"]["items"];
        assert_eq!(page["$ref"], "#/components/schemas/Sailor");
        let sailors = &json["paths"]["/api/v1/sailors"]["get"];
        assert_eq!(sailors["summary"], "List the sailors.");
        assert_eq!(sailors["description"], "All of them.\n\nBy name.");
        let problem = &json["components"]["schemas"]["ProblemBody"];
        assert_eq!(
            problem["properties"]["errors"]["items"]["$ref"],
            "#/components/schemas/Field"
        );
        assert!(json["components"]["schemas"]["Field"]["properties"]["pointer"].is_object());
    }

    #[test]
    fn an_empty_document_is_completed_too() {
        let mut document = OpenApi::new(Info::new("Boats", "1"), Paths::new());
        complete(&mut document);
        assert!(document.components.is_some());
    }
}
