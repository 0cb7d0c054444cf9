//! Companies and the people in them.

use serde_json::{Value, json};

use super::api::Web;
use crate::ids::UserId;
use crate::users::{self, Profile};

#[tokio::test]
async fn a_client_sees_no_other_client_and_no_addresses() {
    for web in Web::each() {
        let (ana, acme) = web.founder("ana").await;
        let (cy, cy_id) = web.joiner(&ana, acme, "cy", "client").await;
        let (_, di_id) = web.joiner(&ana, acme, "di", "client").await;
        let (mo, mo_id) = web.joiner(&ana, acme, "mo", "member").await;
        let list = format!("/companies/{acme}/members");
        let names = |body: &Value| -> Vec<String> {
            let items = body["items"].as_array().unwrap().iter();
            items
                .map(|m| m["user"]["name"].as_str().unwrap().to_owned())
                .collect()
        };
        assert_eq!(
            names(&web.get(&list, &mo).await.body),
            ["ana", "cy", "di", "mo"]
        );
        let seen = web.get(&list, &cy).await.body;
        assert_eq!(names(&seen), ["ana", "cy", "mo"]);
        assert_eq!(seen["items"][0]["user"]["email"], Value::Null);
        assert_eq!(seen["items"][1]["user"]["email"], "cy@example.com");
        for (id, status) in [(di_id, 404), (mo_id, 200), (cy_id, 200)] {
            assert_eq!(web.get(&format!("{list}/{id}"), &cy).await.status, status);
        }
        let first = web.get(&format!("{list}?limit=2"), &cy).await.body;
        let next = first["next"].as_str().unwrap();
        let second = web
            .get(&format!("{list}?limit=2&cursor={next}"), &cy)
            .await
            .body;
        assert_eq!(
            (names(&second), &second["next"]),
            (vec!["mo".to_owned()], &Value::Null)
        );
        assert_eq!(web.get(&format!("{list}?limt=2"), &cy).await.status, 400);
        assert_eq!(web.get(&format!("{list}?limit=0"), &cy).await.status, 400);
    }
}

#[tokio::test]
async fn roles_change_but_never_the_owners() {
    for web in Web::each() {
        let (ana, acme) = web.founder("ana").await;
        let (ada, ada_id) = web.joiner(&ana, acme, "ada", "admin").await;
        let (mo, mo_id) = web.joiner(&ana, acme, "mo", "member").await;
        let (stranger, _) = web.founder("eve").await;
        let owner_id = web.get("/me", &ana).await.body["user"]["id"]
            .as_i64()
            .unwrap();
        let one = |id: i64| format!("/companies/{acme}/members/{id}");
        for (by, id, role, expected) in [
            (&stranger, mo_id, "admin", (404, "not_found")),
            (&mo, mo_id, "admin", (403, "forbidden")),
            (&ada, owner_id, "member", (409, "member.is_owner")),
            (&ana, owner_id, "member", (409, "member.is_owner")),
            (&ada, ada_id, "owner", (409, "member.no_second_owner")),
            (&ada, mo_id, "client", (200, "")),
            (&ada, mo_id, "member", (200, "")),
        ] {
            let body = json!({ "role": role });
            let answer = web.call("PATCH", &one(id), &body).by(by).send().await;
            assert_eq!(answer.code(), expected, "{id} {role}");
        }
    }
}

#[tokio::test]
async fn a_member_changes_with_a_fresh_etag_only() {
    for web in Web::each() {
        let (ana, acme) = web.founder("ana").await;
        let (mo, mo_id) = web.joiner(&ana, acme, "mo", "member").await;
        let one = format!("/companies/{acme}/members/{mo_id}");
        let read = web.get(&one, &ana).await;
        web.call("PATCH", "/me", &json!({ "name": "Mo B." }))
            .by(&mo)
            .send()
            .await;
        let renamed = web.get(&one, &ana).await;
        assert_ne!(read.etag(), renamed.etag(), "the name is shown too");
        for (method, tag, status) in [
            ("PATCH", &read, 412),
            ("DELETE", &read, 412),
            ("PATCH", &renamed, 200),
            ("DELETE", &renamed, 412),
        ] {
            let body = if method == "PATCH" {
                json!({ "role": "admin" })
            } else {
                Value::Null
            };
            let call = web
                .call(method, &one, &body)
                .by(&ana)
                .with("if-match", tag.etag());
            assert_eq!(call.send().await.status, status, "{method}");
        }
    }
}

#[tokio::test]
async fn ownership_moves_and_only_the_owner_cannot_go() {
    for web in Web::each() {
        let (ana, acme) = web.founder("ana").await;
        let (ada, ada_id) = web.joiner(&ana, acme, "ada", "admin").await;
        let (mo, mo_id) = web.joiner(&ana, acme, "mo", "member").await;
        let (stranger, _) = web.founder("eve").await;
        let me = web.get("/me", &ana).await;
        let owner_id = me.body["user"]["id"].as_i64().unwrap();
        let one = |id: i64| format!("/companies/{acme}/members/{id}");
        let path = format!("/companies/{acme}/ownership");
        for (by, id, status) in [
            (&ada, ada_id, 403),
            (&ana, 999_999, 404),
            (&ana, mo_id, 200),
        ] {
            let answer = web.post(&path, by, json!({ "user_id": id })).await;
            assert_eq!(answer.status, status, "{id}");
        }
        assert_eq!(web.get(&one(mo_id), &mo).await.body["role"], "owner");
        assert_eq!(web.get(&one(owner_id), &mo).await.body["role"], "admin");
        for (by, id, status) in [
            (&mo, mo_id, 409),
            (&stranger, owner_id, 404),
            (&ana, owner_id, 204),
            (&ana, ada_id, 404),
            (&mo, ada_id, 204),
        ] {
            assert_eq!(web.delete(&one(id), by).await.status, status, "{id}");
        }
        assert_eq!(
            web.get(&format!("/companies/{acme}"), &ada).await.status,
            404
        );
        let events = web.house.events().await;
        for name in [
            "member.left.v1",
            "member.removed.v1",
            "member.role_changed.v1",
        ] {
            assert!(events.iter().any(|row| row.name == name), "{name}");
        }
    }
}

#[tokio::test]
async fn companies_change_with_a_fresh_etag_only() {
    for web in Web::each() {
        let (ana, acme) = web.founder("ana").await;
        let (mo, _) = web.joiner(&ana, acme, "mo", "member").await;
        let one = format!("/companies/{acme}");
        let read = web.get(&one, &ana).await;
        let patch = |body: Value| web.call("PATCH", &one, &body);
        let named = json!({ "name": "Acme" });
        assert_eq!(patch(named.clone()).by(&mo).send().await.status, 403);
        let first = patch(named)
            .by(&ana)
            .with("if-match", read.etag())
            .send()
            .await;
        assert_eq!((first.status, &first.body["name"]), (200, &json!("Acme")));
        let late = json!({ "name": "Other" });
        let late = patch(late)
            .by(&ana)
            .with("if-match", read.etag())
            .send()
            .await;
        assert_eq!(late.code(), (412, "stale"));
        for (slug, status) in [("admin", 422), ("Not A Slug", 422), ("acme", 200)] {
            let answer = patch(json!({ "slug": slug })).by(&ana).send().await;
            assert_eq!(answer.status, status, "{slug}");
        }
        let made = web.post("/companies", &mo, json!({ "name": "Acme" })).await;
        assert_eq!((made.status, &made.body["slug"]), (201, &json!("acme-2")));
        let taken = web
            .post("/companies", &mo, json!({ "name": "A", "slug": "acme" }))
            .await;
        assert_eq!(taken.code(), (409, "company.slug_taken"));
        let list = web.get("/companies", &mo).await;
        assert_eq!(list.body["items"].as_array().unwrap().len(), 2);
    }
}

#[tokio::test]
async fn a_profile_changes_and_says_what_changed() {
    for web in Web::each() {
        let (ana, _) = web.founder("ana").await;
        let read = web.get("/me", &ana).await;
        let body = json!({ "name": " Ana B. ", "time_zone": "Europe/Lisbon" });
        let call = web
            .call("PATCH", "/me", &body)
            .by(&ana)
            .with("if-match", read.etag());
        let done = call.send().await;
        assert_eq!(
            (done.status, &done.body["user"]["name"]),
            (200, &json!("Ana B."))
        );
        let stale = web
            .call("PATCH", "/me", &body)
            .by(&ana)
            .with("if-match", read.etag());
        assert_eq!(stale.send().await.status, 412);
        for body in [
            json!({ "time_zone": "Mars" }),
            json!({ "name": "" }),
            json!({ "language": "" }),
        ] {
            let answer = web.call("PATCH", "/me", &body).by(&ana).send().await;
            assert_eq!(answer.status, 422, "{body}");
        }
        let unknown = web
            .call("PATCH", "/me", &json!({ "email": "x@y.z" }))
            .by(&ana)
            .send()
            .await;
        assert_eq!(unknown.code(), (400, "unknown_field"));
        let events = web.house.events().await;
        let fact = events
            .iter()
            .find(|row| row.name == "user.changed.v1")
            .unwrap();
        assert!(
            fact.changes.contains("Europe/Lisbon") && fact.changes.contains("\"from\":\"UTC\"")
        );
    }
}

#[tokio::test]
async fn a_language_is_one_that_there_are_words_in_and_older_ones_stay() {
    for web in Web::each() {
        let (ana, _) = web.founder("ana").await;
        let patch = async |body: Value| web.call("PATCH", "/me", &body).by(&ana).send().await;
        for (language, status) in [("es", 200), ("en", 200), ("es-MX", 422), ("de", 422)] {
            let answer = patch(json!({ "language": language })).await;
            assert_eq!(answer.status, status, "{language}");
            if status == 422 {
                assert_eq!(answer.body["errors"][0]["pointer"], "/language");
            }
        }
        // As it was kept while any tag would do.
        let me = web.get("/me", &ana).await.body;
        let id = UserId(me["user"]["id"].as_i64().unwrap());
        let old = Profile {
            language: Some("pt-BR".to_owned()),
            ..Profile::default()
        };
        let keep = move |tx: &mut blimp_store::Tx| {
            let version = users::queries::get(tx, id)?.version;
            users::queries::set_profile(tx, id, version, &old)
        };
        assert!(web.house.write(keep).await);
        assert_eq!(web.get("/me", &ana).await.body["user"]["language"], "pt-BR");
        let renamed = patch(json!({ "name": "Ana B." })).await;
        assert_eq!(
            (renamed.status, &renamed.body["user"]["language"]),
            (200, &json!("pt-BR"))
        );
    }
}

#[tokio::test]
async fn a_picture_is_shown_to_those_who_may_see_its_owner() {
    let web = Web::on(super::house::House::sqlite());
    let (ana, acme) = web.founder("ana").await;
    let (cy, cy_id) = web.joiner(&ana, acme, "cy", "client").await;
    let (di, _) = web.joiner(&ana, acme, "di", "client").await;
    let (stranger, _) = web.founder("eve").await;
    let send = |bytes: &str| {
        let form = format!(
            "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.gif\"\r\n\r\n{bytes}\r\n--x--\r\n"
        );
        let call = web.call("PUT", "/me/avatar", &Value::Null).by(&cy);
        call.body(form)
            .with("content-type", "multipart/form-data; boundary=x")
    };
    assert_eq!(send("just words").send().await.status, 422);
    let done = send("GIF89a\u{1}\u{0}\u{1}\u{0}\u{0}\u{0}\u{0};")
        .send()
        .await;
    assert_eq!(done.status, 200, "{}", done.body);
    let path = done.body["user"]["avatar_url"].as_str().unwrap();
    let path = path.strip_prefix("/api/v1").unwrap();
    for (by, status) in [(&cy, 200), (&ana, 200), (&di, 404), (&stranger, 404)] {
        assert_eq!(web.get(path, by).await.status, status, "of {cy_id}");
    }
    assert_eq!(web.delete("/me/avatar", &cy).await.status, 204);
    assert_eq!(web.delete("/me/avatar", &cy).await.status, 404);
    assert_eq!(web.get(path, &ana).await.status, 404);
}
