//! Signed addresses for S3: AWS Signature Version 4 in the query string.
//!
//! Our own, because a signed `content-length` is what holds an upload to its size, and the store's
//! signer refuses to sign that header.

use std::fmt::Write as _;
use std::time::Duration;

use blimp_kit::{Error, Instant, Result, hex};
use hmac::{Hmac, KeyInit, Mac};
use object_store::aws::AwsCredential;
use sha2::{Digest as _, Sha256};

/// One request that somebody without our key may make.
#[derive(Debug, Clone)]
pub(crate) struct Ask<'a> {
    pub(crate) method: &'static str,
    /// With scheme and without a slash at the end: `https://bucket.s3.eu-west-1.amazonaws.com`.
    pub(crate) origin: &'a str,
    /// From the first slash on; letters, digits, `/`, `-`, `_`, `.` and `~`.
    pub(crate) path: &'a str,
    pub(crate) region: &'a str,
    pub(crate) query: Vec<(&'a str, String)>,
    /// Names in lower case; the request must carry each with this very value.
    pub(crate) headers: Vec<(&'a str, String)>,
    pub(crate) at: Instant,
    pub(crate) lives: Duration,
}

/// The address of such a request.
pub(crate) fn presign(credential: &AwsCredential, ask: &Ask<'_>) -> Result<String> {
    let time = ask.at.to_chrono().format("%Y%m%dT%H%M%SZ").to_string();
    let day = ask.at.to_chrono().format("%Y%m%d").to_string();
    let scope = format!("{day}/{}/s3/aws4_request", ask.region);
    let headers = headers(ask);
    let signed: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
    let signed = signed.join(";");
    let query = query(credential, ask, [&scope, &time, &signed]);

    let mut request = format!("{}\n{}\n{query}\n", ask.method, ask.path);
    for (name, value) in &headers {
        // Writing to a string cannot fail.
        let _ = writeln!(request, "{name}:{}", value.trim());
    }
    let _ = write!(request, "\n{signed}\nUNSIGNED-PAYLOAD");
    let digest = hex::encode(&Sha256::digest(request.as_bytes()));
    let text = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{digest}");

    let mut key = mac(format!("AWS4{}", credential.secret_key).as_bytes(), &day)?;
    for part in [ask.region, "s3", "aws4_request"] {
        key = mac(&key, part)?;
    }
    let signature = hex::encode(&mac(&key, &text)?);
    Ok(format!(
        "{}{}?{query}&X-Amz-Signature={signature}",
        ask.origin, ask.path
    ))
}

/// The signed headers in their order, with the host.
fn headers<'a>(ask: &Ask<'a>) -> Vec<(&'a str, String)> {
    let host = ask
        .origin
        .split_once("://")
        .map_or(ask.origin, |(_, host)| host);
    let mut headers = ask.headers.clone();
    headers.push(("host", host.to_owned()));
    headers.sort_unstable();
    headers
}

fn query(credential: &AwsCredential, ask: &Ask<'_>, signing: [&str; 3]) -> String {
    let [scope, time, signed] = signing;
    let mut pairs = ask.query.clone();
    pairs.extend([
        ("X-Amz-Algorithm", "AWS4-HMAC-SHA256".to_owned()),
        ("X-Amz-Credential", format!("{}/{scope}", credential.key_id)),
        ("X-Amz-Date", time.to_owned()),
        ("X-Amz-Expires", ask.lives.as_secs().to_string()),
        ("X-Amz-SignedHeaders", signed.to_owned()),
    ]);
    if let Some(token) = &credential.token {
        pairs.push(("X-Amz-Security-Token", token.clone()));
    }
    let mut pairs: Vec<(String, String)> = pairs
        .iter()
        .map(|(name, value)| (encode(name), encode(value)))
        .collect();
    pairs.sort_unstable();
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    pairs.join("&")
}

fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

fn mac(key: &[u8], text: &str) -> Result<Vec<u8>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(|e| Error::fault(e.to_string()))?;
    mac.update(text.as_bytes());
    Ok(mac.finalize().into_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use object_store::aws::AwsCredential;

    use super::{Ask, presign};

    fn credential() -> AwsCredential {
        // The example of the provider's own manual.
        AwsCredential {
            key_id: "AKIAIOSFODNN7EXAMPLE".to_owned(),
            secret_key: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".to_owned(),
            token: None,
        }
    }

    fn ask() -> Ask<'static> {
        Ask {
            method: "GET",
            origin: "https://examplebucket.s3.amazonaws.com",
            path: "/test.txt",
            region: "us-east-1",
            query: Vec::new(),
            headers: Vec::new(),
            at: "2013-05-24T00:00:00Z".parse().unwrap(),
            lives: Duration::from_hours(24),
        }
    }

    #[test]
    fn the_example_of_the_manual_comes_out_as_printed_there() {
        let url = presign(&credential(), &ask()).unwrap();
        let expected = "https://examplebucket.s3.amazonaws.com/test.txt?\
            X-Amz-Algorithm=AWS4-HMAC-SHA256\
            &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request\
            &X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host\
            &X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
        assert_eq!(url, expected);
    }

    #[test]
    fn headers_and_parameters_are_signed_in_order() {
        let with = Ask {
            query: vec![
                ("uploadId", "a/b c".to_owned()),
                ("partNumber", "1".to_owned()),
            ],
            headers: vec![("content-length", "5".to_owned())],
            ..ask()
        };
        let url = presign(&credential(), &with).unwrap();
        assert!(
            url.contains("X-Amz-SignedHeaders=content-length%3Bhost"),
            "{url}"
        );
        assert!(
            url.contains("&partNumber=1&uploadId=a%2Fb%20c&X-Amz-Signature="),
            "{url}"
        );
        let other = Ask {
            headers: vec![("content-length", "6".to_owned())],
            ..with
        };
        assert_ne!(presign(&credential(), &other).unwrap(), url);
    }
}
