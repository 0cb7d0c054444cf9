//! A person, as a client of the API.

use std::collections::HashMap;
use std::ops::Deref;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Method, Request, header};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::house::{House, mail_link};

/// Everybody's password.
pub const PASSWORD: &str = "correct horse battery";

/// Who somebody is and how they show it, apart from any house.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// Their id; 0 for nobody.
    pub id: i64,
    /// Their address.
    pub email: String,
    /// The company they were made in; 0 for nobody.
    pub company: i64,
    credential: Option<(HeaderName, String)>,
}

/// A person in a house, with a cookie or a token, or nobody.
#[derive(Clone)]
pub struct User<'a> {
    house: &'a House,
    person: Person,
}

impl Person {
    pub(crate) fn signed_in(answer: &Answer, email: &str) -> Self {
        let body = answer.json();
        Self {
            id: body["user"]["id"].as_i64().expect("a user id"),
            email: email.to_owned(),
            company: body["company"]["id"].as_i64().unwrap_or_default(),
            credential: Some(cookie(answer)),
        }
    }
}

impl Deref for User<'_> {
    type Target = Person;
    fn deref(&self) -> &Person {
        &self.person
    }
}

impl<'a> User<'a> {
    pub(crate) fn of(house: &'a House, person: Person) -> Self {
        Self { house, person }
    }

    /// The same person, apart from this house: for a copy of it.
    pub fn person(&self) -> Person {
        self.person.clone()
    }

    pub(crate) async fn sign_up(house: &'a House, company: &str, name: &str) -> Self {
        let email = format!("{}@example.com", name.to_lowercase());
        let body =
            json!({ "company": company, "name": name, "email": email, "password": PASSWORD });
        let answer = house.nobody().post("/signup", &body).await;
        let person = Person::signed_in(&answer, &email);
        answer.expect(201);
        Self { house, person }
    }

    /// Signs in again, with a session of its own.
    pub async fn sign_in(&self) -> User<'a> {
        let body = json!({ "email": self.email, "password": PASSWORD });
        let answer = self.house.nobody().post("/session", &body).await;
        let credential = Some(cookie(&answer));
        answer.expect(201);
        User {
            house: self.house,
            person: Person {
                credential,
                ..self.person()
            },
        }
    }

    /// Follows the link in the verification mail.
    pub async fn verify(&self) {
        let mails = self.house.mails_to(&self.email).await;
        let mail = mails.iter().find(|mail| mail.template.contains("verif"));
        let link = mail_link(mail.expect("a verification mail"), "/verifications/");
        let answer = self.house.nobody().post(&link, &json!({})).await;
        assert!(answer.status.is_success(), "{}", answer.text());
    }

    /// Invites somebody by name into this user's company and lets them accept.
    pub async fn invite(&self, name: &str, role: &str, projects: &[i64]) -> User<'a> {
        let email = format!("{}@example.com", name.to_lowercase());
        let body = json!({ "email": email, "role": role, "project_ids": projects });
        self.post(&format!("/companies/{}/invitations", self.company), &body)
            .await
            .expect(201);
        let link = self.invitation(&email).await;
        let body = json!({ "name": name, "password": PASSWORD });
        let answer = self
            .house
            .nobody()
            .post(&format!("{link}/acceptance"), &body)
            .await;
        let person = Person::signed_in(&answer, &email);
        answer.expect(201);
        self.house.run_jobs().await;
        User {
            house: self.house,
            person,
        }
    }

    /// The link of the newest invitation that was mailed to an address: `/invitations/…`.
    pub async fn invitation(&self, email: &str) -> String {
        self.house.run_jobs().await;
        let mails = self.house.mails_to(email).await;
        let mail = mails
            .iter()
            .rev()
            .find(|mail| mail.template.contains("invitation"));
        mail_link(mail.expect("an invitation"), "/invitations/")
    }

    /// The same person with a token of these scopes.
    pub async fn with_token(&self, scopes: &[&str]) -> User<'a> {
        let body = json!({ "name": "test", "scopes": scopes });
        let made = self.post("/tokens", &body).await.expect(201);
        let token = made["token"].as_str().expect("a token");
        let credential = Some((header::AUTHORIZATION, format!("Bearer {token}")));
        User {
            house: self.house,
            person: Person {
                credential,
                ..self.person()
            },
        }
    }

    /// A new project in this user's company; its id.
    pub async fn project(&self, name: &str) -> i64 {
        let path = format!("/companies/{}/projects", self.company);
        let made = self.post(&path, &json!({ "name": name })).await.expect(201);
        made["id"].as_i64().expect("a project id")
    }

    /// A new task; its id.
    pub async fn task(&self, project: i64, title: &str) -> i64 {
        let path = format!("/projects/{project}/tasks");
        let made = self
            .post(&path, &json!({ "title": title }))
            .await
            .expect(201);
        made["id"].as_i64().expect("a task id")
    }

    /// The states of a project by kind, the first of each: `plan`, `doing`, `review`, `done`.
    pub async fn states(&self, project: i64) -> HashMap<String, i64> {
        let list = self
            .get(&format!("/projects/{project}/states"))
            .await
            .expect(200);
        let mut states = HashMap::new();
        for state in list["items"].as_array().expect("states") {
            let kind = state["kind"].as_str().expect("a kind").to_owned();
            states
                .entry(kind)
                .or_insert(state["id"].as_i64().expect("a state id"));
        }
        states
    }

    /// All rows of a list, page by page, with `limit` rows each.
    pub async fn list(&self, path: &str, limit: i64) -> Vec<Value> {
        let (mut rows, mut next) = (Vec::new(), None);
        let mark = if path.contains('?') { '&' } else { '?' };
        loop {
            let cursor = next
                .map(|next| format!("&cursor={next}"))
                .unwrap_or_default();
            let page = self
                .get(&format!("{path}{mark}limit={limit}{cursor}"))
                .await
                .expect(200);
            rows.extend(page["items"].as_array().expect("items").iter().cloned());
            match page["next"].as_str() {
                Some(cursor) => next = Some(cursor.to_owned()),
                None => return rows,
            }
        }
    }

    /// GET a path under `/api/v1`.
    pub async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, None).await
    }

    /// POST JSON.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::POST, path, Some(body)).await
    }

    /// PATCH JSON.
    pub async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::PATCH, path, Some(body)).await
    }

    /// PUT JSON.
    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::PUT, path, Some(body)).await
    }

    /// DELETE.
    pub async fn delete(&self, path: &str) -> Answer {
        self.call(Method::DELETE, path, None).await
    }

    /// Any method.
    pub async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        self.call_with(method, path, body, &[]).await
    }

    /// Any method, with more headers.
    pub async fn call_with(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        headers: &[(&'static str, &str)],
    ) -> Answer {
        let mut request = self.request(method, path);
        if let Some(body) = body {
            *request.body_mut() = Body::from(body.to_string());
            let json = HeaderValue::from_static("application/json");
            request.headers_mut().insert(header::CONTENT_TYPE, json);
        }
        for (name, value) in headers {
            let value = HeaderValue::from_str(value).expect("a header");
            request
                .headers_mut()
                .insert(HeaderName::from_static(name), value);
        }
        self.house.send(request).await
    }

    /// A request with this user's credential and no body, to be changed before it is sent.
    pub fn request(&self, method: Method, path: &str) -> Request<Body> {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"));
        if let Some((name, value)) = &self.credential {
            request = request.header(name, value);
        }
        request.body(Body::empty()).expect("a request")
    }

    /// Sends a file as `multipart/form-data`, as a browser does.
    pub async fn upload(&self, path: &str, name: &str, kind: &str, bytes: &[u8]) -> Answer {
        self.house
            .send(self.form(Method::POST, path, (name, kind, bytes)))
            .await
    }

    /// A form with one file, to be changed before it is sent.
    pub fn form(
        &self,
        method: Method,
        path: &str,
        (name, kind, bytes): (&str, &str, &[u8]),
    ) -> Request<Body> {
        let mut body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: {kind}\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        let mut request = self.request(method, path);
        *request.body_mut() = Body::from(body);
        let kind = HeaderValue::from_static("multipart/form-data; boundary=edge");
        request.headers_mut().insert(header::CONTENT_TYPE, kind);
        request
    }
}

/// The cookie that an answer sets.
fn cookie(answer: &Answer) -> (HeaderName, String) {
    let cookie = answer.header("set-cookie").unwrap_or_default();
    let cookie = cookie.split(';').next().unwrap_or_default();
    assert!(
        !cookie.is_empty(),
        "no cookie in {} {}",
        answer.status,
        answer.text()
    );
    (header::COOKIE, cookie.to_owned())
}
