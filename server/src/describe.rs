//! What the API's document says of itself.

use utoipa::openapi::{InfoBuilder, OpenApi};

/// Completes the document that the routes made.
pub(crate) fn complete(mut openapi: OpenApi) -> OpenApi {
    openapi.info = InfoBuilder::new()
        .title("Blimp")
        .version("1")
        .description(Some(
            "Project management for companies: company > project > goal > task. \
             Sign in with a session cookie or a personal token; errors are problem+json; \
             lists are paged by cursor.",
        ))
        .license(Some(utoipa::openapi::License::new("Apache-2.0")))
        .build();
    blimp_http::openapi::complete(&mut openapi);
    openapi
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::complete;
    use crate::{apps, house};

    fn document() -> Value {
        let (_, openapi) = house::gather(&apps::apps()).split_for_parts();
        serde_json::to_value(complete(openapi)).unwrap()
    }

    /// Calls `look` with every object in `value` and where it is.
    fn walk(value: &Value, place: &str, look: &mut dyn FnMut(&str, &Value)) {
        look(place, value);
        for (name, part) in value.as_object().into_iter().flatten() {
            walk(part, &format!("{place}/{name}"), look);
        }
        for (n, part) in value.as_array().into_iter().flatten().enumerate() {
            walk(part, &format!("{place}/{n}"), look);
        }
    }

    #[test]
    fn every_reference_leads_somewhere_and_every_schema_can_be_met() {
        let document = document();
        let mut wrong = Vec::new();
        walk(&document, "", &mut |place, value| {
            if let Some(target) = value["$ref"].as_str()
                && document.pointer(target.trim_start_matches('#')).is_none()
            {
                wrong.push(format!("{place}: {target} is not there"));
            }
            let parts = value["allOf"].as_array().into_iter().flatten();
            let types: BTreeSet<_> = parts.filter_map(|part| part["type"].as_str()).collect();
            if types.len() > 1 {
                wrong.push(format!("{place}: nothing is {types:?} at once"));
            }
        });
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    #[test]
    fn every_operation_is_described_and_found_by_one_name() {
        let document = document();
        let (mut wrong, mut ids) = (Vec::new(), BTreeSet::new());
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let place = format!("{method} {path}");
                if operation["summary"].as_str().is_none() || operation["tags"][0].is_null() {
                    wrong.push(format!("{place}: a summary and a tag, please"));
                }
                if !ids.insert(operation["operationId"].to_string()) {
                    wrong.push(format!("{place}: another operation has this id"));
                }
                let named = path
                    .split('{')
                    .skip(1)
                    .filter_map(|rest| rest.split('}').next());
                let known = operation["parameters"].as_array().into_iter().flatten();
                let known = known.filter(|parameter| parameter["in"] == "path");
                let known: BTreeSet<_> = known.filter_map(|known| known["name"].as_str()).collect();
                if named.collect::<BTreeSet<_>>() != known {
                    wrong.push(format!("{place}: describes {known:?}"));
                }
                for (status, answer) in operation["responses"].as_object().unwrap() {
                    if answer["description"]
                        .as_str()
                        .unwrap_or_default()
                        .is_empty()
                    {
                        wrong.push(format!("{place}: {status} has no words"));
                    }
                }
            }
        }
        assert!(ids.len() > 100, "found {} operations only", ids.len());
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}
