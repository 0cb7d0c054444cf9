//! Buckets on the S3 servers of this run, and clients that have no key to them.

use std::time::Duration;

use blimp_kit::{Clock, Secret};
use object_store::aws::AwsCredential;

use crate::Options;
use crate::presign::{Ask, presign};

#[expect(clippy::disallowed_methods, reason = "the settings of tests")]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The servers of this run: the main one and a second opinion.
///
/// Where there are none a test has nothing to do, and says so; a run that promises servers fails.
pub(super) fn servers() -> Vec<String> {
    let mut found = Vec::new();
    for name in ["BLIMP_TEST_S3_URL", "BLIMP_TEST_S3_SECOND_URL"] {
        match setting(name) {
            Some(url) => found.push(url),
            None if setting("BLIMP_TEST_SERVERS").is_some() => {
                panic!(
                    "{name} is not set: it is the address of an S3 server, http://127.0.0.1:PORT"
                )
            }
            None => println!("not run: {name} is not set"),
        }
    }
    found
}

/// Whether a server checks signatures and checksums; the second one does not.
pub(super) fn is_strict(options: &Options) -> bool {
    options.endpoint == setting("BLIMP_TEST_S3_URL")
}

/// What a house needs to use a server.
pub(super) fn options(endpoint: &str, bucket: &str) -> Options {
    let key = setting("AWS_ACCESS_KEY_ID").unwrap_or_else(|| "test".to_owned());
    let secret = setting("AWS_SECRET_ACCESS_KEY").unwrap_or_else(|| "test".to_owned());
    Options {
        keys: Some((key, Secret::new(secret))),
        endpoint: Some(endpoint.to_owned()),
        ..Options::at(&format!("s3://{bucket}"))
    }
}

/// A new place in a bucket on a server; all share a bucket, for the server keeps room for each.
pub(super) async fn bucket(endpoint: &str) -> Options {
    let name = "blimp-files";
    let place = uuid::Uuid::now_v7().simple();
    let options = options(endpoint, &format!("{name}/some/{place}"));
    let (key_id, secret) = options.keys.clone().unwrap();
    let credential = AwsCredential {
        key_id,
        secret_key: secret.expose().clone(),
        token: None,
    };
    let ask = Ask {
        method: "PUT",
        origin: endpoint,
        path: &format!("/{name}"),
        region: "us-east-1",
        query: Vec::new(),
        headers: Vec::new(),
        at: Clock::system().now(),
        lives: Duration::from_mins(1),
    };
    let made = put(&presign(&credential, &ask).unwrap(), &[], Vec::new()).await;
    assert!(matches!(made.status, 200 | 409), "{}", made.text);
    options
}

/// What a server answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: reqwest::header::HeaderMap,
    pub(super) text: String,
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

pub(super) async fn put(url: &str, headers: &[(&str, String)], body: Vec<u8>) -> Answer {
    send(reqwest::Method::PUT, url, headers, body).await
}

pub(super) async fn get(url: &str, headers: &[(&str, String)]) -> Answer {
    send(reqwest::Method::GET, url, headers, Vec::new()).await
}

async fn send(
    method: reqwest::Method,
    url: &str,
    headers: &[(&str, String)],
    body: Vec<u8>,
) -> Answer {
    drop(rustls::crypto::ring::default_provider().install_default());
    let client = reqwest::Client::builder()
        .no_proxy()
        .tls_certs_only([])
        .build()
        .unwrap();
    let mut request = client
        .request(method, url)
        .header("content-length", body.len())
        .body(body);
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    let answer = request.send().await.unwrap();
    Answer {
        status: answer.status().as_u16(),
        headers: answer.headers().clone(),
        text: String::from_utf8_lossy(&answer.bytes().await.unwrap()).into_owned(),
    }
}
