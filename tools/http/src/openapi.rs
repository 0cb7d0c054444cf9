//! What every operation of the OpenAPI document has, said once.

use blimp_kit::Field;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{OpenApi, RefOr, Required};
use utoipa::{PartialSchema, ToSchema};

use crate::ProblemBody;

/// Adds the security schemes, the schemas of problems and the headers that routes share.
///
/// Every operation needs a caller, but for those that say `security(())`.
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
    for item in document.paths.paths.values_mut() {
        share(item);
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

fn share(item: &mut PathItem) {
    let changes = [&mut item.put, &mut item.patch, &mut item.delete];
    for operation in changes.into_iter().flatten() {
        let words = "Change only this version: an ETag. 412 if it is stale.";
        add(operation, header("If-Match", words));
    }
    if let Some(post) = &mut item.post {
        let words = "The same key and body within 24 hours gets the first answer again.";
        add(post, header("Idempotency-Key", words));
    }
}

fn header(name: &str, description: &str) -> Parameter {
    let text = ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(1));
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(description))
        .schema(Some(text.max_length(Some(255))))
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

    #[derive(utoipa::OpenApi)]
    #[openapi(paths(list_boats, create_boat, sign_up))]
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
