//! What holds for the whole API: paging, tags, retries, headers, forged requests.

use axum::body::Body;
use axum::http::Method;
use blimp_tests::{Answer, House};
use futures::future::join_all;
use serde_json::{Value, json};

use crate::told::all;

#[tokio::test]
async fn a_list_read_page_by_page_misses_nothing_while_it_grows() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    for i in 0..25 {
        ana.task(project, &format!("Before {i}")).await;
    }
    for sort in [
        "position",
        "-created_at",
        "title",
        "-updated_at",
        "number",
        "-priority",
        "due_on",
    ] {
        let path = format!("/projects/{project}/tasks?limit=4&sort={sort}");
        let (mut seen, mut next) = (Vec::new(), String::new());
        loop {
            let answer = ana.get(&format!("{path}{next}")).await;
            let link = answer.header("link").map(str::to_owned);
            let page = answer.expect(200);
            seen.extend(all(page["items"].as_array().unwrap(), "/title"));
            ana.task(project, "While reading").await;
            let Some(cursor) = page["next"].as_str() else {
                break;
            };
            assert!(link.unwrap().contains(cursor), "Link says the same");
            next = format!("&cursor={cursor}");
        }
        let mut before: Vec<_> = seen
            .iter()
            .filter(|title| title.starts_with("Before"))
            .collect();
        assert_eq!(before.len(), 25, "{sort}: each once");
        before.sort();
        before.dedup();
        assert_eq!(before.len(), 25, "{sort}: none twice");
    }
    house.run_jobs().await;
}

#[tokio::test]
async fn an_etag_guards_against_lost_updates_and_saves_a_second_reading() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Write").await;
    for (path, change) in [
        (format!("/tasks/{task}"), json!({ "title": "Changed" })),
        (format!("/projects/{project}"), json!({ "name": "Changed" })),
        (
            format!("/companies/{}", ana.company),
            json!({ "name": "Changed" }),
        ),
        ("/me".to_owned(), json!({ "name": "Changed" })),
    ] {
        let first = ana.get(&path).await;
        let tag = first
            .header("etag")
            .unwrap_or_else(|| panic!("{path} has no tag"))
            .to_owned();
        let none = [("if-none-match", tag.as_str())];
        let same = ana.call_with(Method::GET, &path, None, &none).await;
        assert_eq!((same.status.as_u16(), same.body.len()), (304, 0), "{path}");
        let is = [("if-match", tag.as_str())];
        let changed = ana
            .call_with(Method::PATCH, &path, Some(&change), &is)
            .await;
        assert_eq!(changed.status, 200, "{path}: {}", changed.text());
        assert_ne!(changed.header("etag"), Some(tag.as_str()), "{path}");
        let stale = ana
            .call_with(Method::PATCH, &path, Some(&change), &is)
            .await;
        assert_eq!(stale.status, 412, "{path}: {}", stale.text());
        let newer = ana.call_with(Method::GET, &path, None, &none).await;
        assert_eq!(newer.status, 200, "{path}");
        let any = [("if-match", "*")];
        ana.call_with(Method::PATCH, &path, Some(&change), &any)
            .await
            .expect(200);
    }
    let stale = [("if-match", "\"other\"")];
    let path = format!("/tasks/{task}");
    ana.call_with(Method::DELETE, &path, None, &stale)
        .await
        .expect(412);
    ana.get(&path).await.expect(200);
    house.run_jobs().await;
}

#[tokio::test]
async fn a_lost_right_never_answers_304() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = ana.invite("Bo", "member", &[]).await;
    let path = format!("/companies/{}", ana.company);
    let tag = bo.get(&path).await.header("etag").unwrap().to_owned();
    let who = format!("/companies/{}/members/{}", ana.company, bo.id);
    ana.patch(&who, &json!({ "role": "client" }))
        .await
        .expect(200);
    let none = [("if-none-match", tag.as_str())];
    assert_eq!(
        bo.call_with(Method::GET, &path, None, &none).await.status,
        200
    );
    ana.delete(&who).await.expect(204);
    assert_eq!(
        bo.call_with(Method::GET, &path, None, &none).await.status,
        404
    );
    house.run_jobs().await;
}

#[tokio::test]
async fn the_same_request_with_the_same_key_is_done_once() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let tasks = format!("/projects/{project}/tasks");
    let post = async |key: &str, title: &str| {
        let body = json!({ "title": title });
        ana.call_with(
            Method::POST,
            &tasks,
            Some(&body),
            &[("idempotency-key", key)],
        )
        .await
    };
    let first = post("one", "Once").await;
    let again = post("one", "Once").await;
    assert_eq!((again.status, again.text()), (first.status, first.text()));
    assert_eq!(again.header("location"), first.header("location"));
    assert_eq!(again.header("etag"), first.header("etag"));
    let other = post("one", "Another").await;
    assert_eq!(
        (other.status.as_u16(), other.code().as_str()),
        (422, "idempotency_key_reused")
    );
    let refused = post("two", " ").await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert_eq!(
        post("two", "Good now").await.status,
        201,
        "a refusal is not kept"
    );

    let bo = ana.invite("Bo", "member", &[]).await;
    let body = json!({ "title": "Once" });
    let key = [("idempotency-key", "one")];
    let theirs = bo
        .call_with(Method::POST, &tasks, Some(&body), &key)
        .await
        .expect(201);
    assert_ne!(
        theirs["id"],
        first.json()["id"],
        "a key is the caller's own"
    );
    let long = "k".repeat(256);
    assert_eq!(post(&long, "Long").await.status, 400);
    house.run_jobs().await;
}

#[tokio::test]
async fn a_key_that_many_send_at_once_is_done_once() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let tasks = format!("/projects/{project}/tasks");
    let body = json!({ "title": "At once" });
    let key = [("idempotency-key", "many")];
    let post = || ana.call_with(Method::POST, &tasks, Some(&body), &key);
    let answers = join_all((0..20).map(|_| post())).await;
    let made: Vec<&Answer> = answers
        .iter()
        .filter(|answer| answer.status == 201)
        .collect();
    assert!(!made.is_empty());
    for answer in &answers {
        assert!(
            matches!(answer.status.as_u16(), 201 | 409 | 503),
            "{}",
            answer.text()
        );
    }
    assert!(
        made.iter()
            .all(|answer| answer.json()["id"] == made[0].json()["id"])
    );
    assert_eq!(ana.list(&tasks, 100).await.len(), 1);
    house.run_jobs().await;
}

#[tokio::test]
async fn a_request_that_another_site_made_a_browser_send_is_refused() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let body = json!({ "name": "X" });
    let path = format!("/companies/{}/projects", ana.company);
    for (headers, status) in [
        (vec![("sec-fetch-site", "cross-site")], 403),
        (vec![("sec-fetch-site", "same-site")], 403),
        (vec![("origin", "https://evil.example.com")], 403),
        (vec![("origin", "null")], 403),
        (
            vec![
                ("origin", "https://evil.example.com"),
                ("host", "evil.example.com"),
            ],
            403,
        ),
        (vec![("sec-fetch-site", "same-origin")], 201),
        (vec![("origin", "http://127.0.0.1:8000")], 201),
        (vec![], 201),
    ] {
        let answer = ana
            .call_with(Method::POST, &path, Some(&body), &headers)
            .await;
        assert_eq!(
            answer.status.as_u16(),
            status,
            "{headers:?} {}",
            answer.text()
        );
        let read = ana.call_with(Method::GET, &path, None, &headers).await;
        assert_eq!(read.status, 200, "{headers:?}");
    }
    let sign_in = json!({ "email": ana.email, "password": blimp_tests::PASSWORD });
    let forged = [("sec-fetch-site", "cross-site")];
    let answer = house
        .nobody()
        .call_with(Method::POST, "/session", Some(&sign_in), &forged)
        .await;
    assert_eq!(
        answer.status, 403,
        "nor is anybody signed in by another site"
    );
    let script = ana.with_token(&["write"]).await;
    script
        .call_with(Method::POST, &path, Some(&body), &forged)
        .await
        .expect(201);
    house.run_jobs().await;
}

#[tokio::test]
async fn every_answer_is_guarded_by_headers_and_kept_by_no_cache() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    for path in ["/me", "/nowhere", "/companies", "/notifications"] {
        let answer = ana.get(path).await;
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
        let csp = answer.header("content-security-policy").unwrap();
        assert!(csp.contains("default-src 'none'") && csp.contains("frame-ancestors 'none'"));
        let cache = answer.header("cache-control").unwrap();
        assert!(
            cache.contains("private") || cache.contains("no-store"),
            "{path}: {cache}"
        );
        let vary: Vec<_> = answer
            .headers
            .get_all("vary")
            .iter()
            .map(|v| v.to_str().unwrap())
            .collect();
        assert!(vary.join(",").contains("Cookie"), "{path}: {vary:?}");
        assert!(
            answer.header("referrer-policy").is_some() && answer.header("x-request-id").is_some()
        );
    }
}

#[tokio::test]
async fn limits_say_how_much_is_left_and_when_to_come_back() {
    let house = House::with(&[("RATE_LIMITS", "on")]).await;
    let email: Value = json!({ "email": "nobody@example.com", "password": "whatever it is" });
    let mut last = None;
    for _ in 0..200 {
        let answer = house.nobody().post("/session", &email).await;
        assert!(
            matches!(answer.status.as_u16(), 401 | 429),
            "{}",
            answer.text()
        );
        if answer.status == 429 {
            last = Some(answer);
            break;
        }
    }
    let refused = last.expect("a limit");
    assert!(
        refused
            .header("retry-after")
            .is_some_and(|wait| wait.parse::<u64>().is_ok())
    );
    assert_eq!(
        refused.header("content-type"),
        Some("application/problem+json")
    );
    let read = house.nobody().get("/me").await;
    assert!(
        read.header("ratelimit").is_some() && read.header("ratelimit-policy").is_some(),
        "{read:?}"
    );
}

#[tokio::test]
async fn pages_for_people_ask_nothing_of_other_hosts() {
    let house = House::new().await;
    let get = async |path: &str| {
        let request = axum::http::Request::builder()
            .uri(path)
            .body(Body::empty())
            .unwrap();
        house.send(request).await
    };
    for path in ["/", "/api/docs"] {
        let page = get(path).await;
        assert_eq!(page.status, 200, "{path}");
        for word in ["src=\"http", "href=\"http", "@import", "<script"] {
            assert!(!page.text().contains(word), "{path} has {word}");
        }
    }
    let hostile = get("/invitations/%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E").await;
    assert!(!hostile.text().contains("<script"), "{}", hostile.text());
    let document = get("/api/v1/openapi.json").await.expect(200);
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    assert_eq!(get("/healthz").await.status, 200);
    assert_eq!(get("/readyz").await.expect(200)["ok"], true);
    assert_eq!(get("/metrics").await.status, 404, "not for strangers");
}
