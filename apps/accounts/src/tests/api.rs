//! Calling the routes, without sockets.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use blimp_http::ClientIp;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::house::House;

pub(super) const PASSWORD: &str = "a long sentence";

/// A house with its routes open.
pub(super) struct Web {
    pub(super) house: House,
    router: Router,
}

/// What came back.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Value,
}

impl Answer {
    /// The cookie that was set, as a browser sends it back.
    pub(super) fn cookie(&self) -> String {
        let value = self.headers[header::SET_COOKIE].to_str().unwrap();
        value.split(';').next().unwrap().to_owned()
    }

    pub(super) fn code(&self) -> (u16, &str) {
        (self.status, self.body["code"].as_str().unwrap_or_default())
    }

    pub(super) fn etag(&self) -> &str {
        self.headers[header::ETAG].to_str().unwrap()
    }
}

/// A call: method and path, and with what.
pub(super) struct Call<'a> {
    web: &'a Web,
    request: Request<Body>,
}

impl Call<'_> {
    /// With the session's cookie, or a token.
    pub(super) fn by(self, credential: &str) -> Self {
        if credential.starts_with("blimp_pat_") {
            return self.with("authorization", &format!("Bearer {credential}"));
        }
        self.with("cookie", credential)
    }

    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.request
            .headers_mut()
            .insert(name, value.parse().unwrap());
        self
    }

    pub(super) fn from(mut self, ip: &str) -> Self {
        self.request
            .extensions_mut()
            .insert(ClientIp(ip.parse().unwrap()));
        self
    }

    pub(super) fn body(mut self, body: String) -> Self {
        *self.request.body_mut() = Body::from(body);
        self
    }

    pub(super) async fn send(self) -> Answer {
        let answer = self.web.router.clone().oneshot(self.request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, 1_000_000).await.unwrap();
        assert_ne!(parts.status, StatusCode::INTERNAL_SERVER_ERROR, "{bytes:?}");
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: serde_json::from_slice(&bytes).unwrap_or_default(),
        }
    }
}

impl Web {
    pub(super) fn on(house: House) -> Self {
        let (router, _) = crate::app().router().split_for_parts();
        let router = router.with_state(house.blimp.clone());
        Self { house, router }
    }

    pub(super) fn each() -> Vec<Self> {
        House::each().into_iter().map(Self::on).collect()
    }

    pub(super) fn call(&self, method: &str, path: &str, body: &Value) -> Call<'_> {
        let body = if body.is_null() {
            Body::empty()
        } else {
            Body::from(body.to_string())
        };
        let request = Request::builder().method(method).uri(path);
        let request = request
            .header("content-type", "application/json")
            .body(body)
            .unwrap();
        Call { web: self, request }.from("192.0.2.1")
    }

    pub(super) async fn get(&self, path: &str, by: &str) -> Answer {
        self.call("GET", path, &Value::Null).by(by).send().await
    }

    pub(super) async fn post(&self, path: &str, by: &str, body: Value) -> Answer {
        self.call("POST", path, &body).by(by).send().await
    }

    pub(super) async fn delete(&self, path: &str, by: &str) -> Answer {
        self.call("DELETE", path, &Value::Null).by(by).send().await
    }

    /// Signs `name` up with a company of their own: the cookie and the company's id.
    pub(super) async fn founder(&self, name: &str) -> (String, i64) {
        let body = json!({
            "company": format!("{name} Ltd"), "name": name, "email": format!("{name}@example.com"),
            "password": PASSWORD,
        });
        let answer = self.call("POST", "/signup", &body).send().await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        (
            answer.cookie(),
            answer.body["company"]["id"].as_i64().unwrap(),
        )
    }

    /// Invites a new person and has them accept: their cookie and id.
    pub(super) async fn joiner(
        &self,
        by: &str,
        company: i64,
        name: &str,
        role: &str,
    ) -> (String, i64) {
        let email = format!("{name}@example.com");
        let body = json!({ "email": email, "role": role });
        let path = format!("/companies/{company}/invitations");
        let answer = self.post(&path, by, body).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        let token = self.house.mailed_token(&email, "accounts.invitation").await;
        let body = json!({ "name": name, "password": PASSWORD });
        let path = format!("/invitations/{token}/acceptance");
        let answer = self.call("POST", &path, &body).send().await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        (answer.cookie(), answer.body["user"]["id"].as_i64().unwrap())
    }

    pub(super) async fn sign_in(&self, email: &str, password: &str, ip: &str) -> Answer {
        let body = json!({ "email": email, "password": password });
        self.call("POST", "/session", &body).from(ip).send().await
    }
}
