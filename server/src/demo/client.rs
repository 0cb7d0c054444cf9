//! The demo's people act through the public API, without a socket: so the demo cannot be in a
//! state that the product cannot reach.

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::Context as _;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, header};
use blimp_kit::{Error, Result};
use serde_json::Value;
use tower::ServiceExt as _;

/// Somebody at a browser.
#[derive(Clone)]
pub(crate) struct Client {
    router: Router,
    cookie: String,
    /// Their id; 0 before they signed in.
    pub(crate) id: i64,
}

impl Client {
    /// Somebody who has not signed in.
    pub(crate) fn new(router: Router) -> Self {
        Self {
            router,
            cookie: String::new(),
            id: 0,
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Result<Value> {
        self.call(Method::GET, path, Body::empty(), "")
            .await
            .map(|(body, _)| body)
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Result<Value> {
        self.json(Method::POST, path, body)
            .await
            .map(|(body, _)| body)
    }

    pub(crate) async fn put(&self, path: &str) -> Result<Value> {
        self.json(Method::PUT, path, &Value::Null)
            .await
            .map(|(body, _)| body)
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Result<Value> {
        self.json(Method::PATCH, path, body)
            .await
            .map(|(body, _)| body)
    }

    /// The same as `post`; keeps the cookie that comes back.
    pub(crate) async fn enter(&mut self, path: &str, body: &Value) -> Result<Value> {
        let (body, cookie) = self.json(Method::POST, path, body).await?;
        self.cookie = cookie.ok_or_else(|| Error::fault("no cookie came back"))?;
        let me = self.get("/me").await?;
        self.id = me["user"]["id"].as_i64().unwrap_or_default();
        Ok(body)
    }

    /// Sends a file as a browser does.
    pub(crate) async fn upload(&self, path: &str, name: &str, bytes: &[u8]) -> Result<Value> {
        let mut body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        let kind = "multipart/form-data; boundary=edge";
        self.call(Method::POST, path, Body::from(body), kind)
            .await
            .map(|(body, _)| body)
    }

    async fn json(
        &self,
        method: Method,
        path: &str,
        body: &Value,
    ) -> Result<(Value, Option<String>)> {
        let (body, kind) = match body {
            Value::Null => (Body::empty(), ""),
            body => (Body::from(body.to_string()), "application/json"),
        };
        self.call(method, path, body, kind).await
    }

    async fn call(
        &self,
        method: Method,
        path: &str,
        body: Body,
        kind: &str,
    ) -> Result<(Value, Option<String>)> {
        let mut request = Request::builder()
            .method(method.clone())
            .uri(format!("/api/v1{path}"));
        if !self.cookie.is_empty() {
            request = request.header(header::COOKIE, &self.cookie);
        }
        if !kind.is_empty() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let mut request = request.body(body).context("a request")?;
        let here = ConnectInfo(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        request.extensions_mut().insert(here);
        let Ok(response) = self.router.clone().oneshot(request).await;
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 16 << 20).await.context("an answer")?;
        if !parts.status.is_success() {
            let words = String::from_utf8_lossy(&body).into_owned();
            return Err(Error::fault(format!(
                "{method} {path}: {} {words}",
                parts.status
            )));
        }
        let cookie = parts
            .headers
            .get(header::SET_COOKIE)
            .and_then(|value| value.to_str().ok());
        let cookie = cookie
            .and_then(|value| value.split(';').next())
            .map(str::to_owned);
        let body = if body.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&body)?
        };
        Ok((body, cookie))
    }
}
