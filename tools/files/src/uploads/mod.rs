//! Uploads: a client asks first, sends the bytes to where it is told, and says when it is done.
//!
//! On S3 the bytes go there straight, by signed requests that fix type, length and, where the
//! client names it, the checksum; large files go in parts. On a disk they come to us, by an address
//! that the app signs. Either way they arrive under a key of their own, `p/…`, and only
//! [`Files::finish`] gives them the one that a row remembers, so that whoever still has the address
//! cannot change a file after it was looked at.
//!
//! Start with [`Files::plan`], then [`begin`]; at the end [`Files::finish`], `keep` and [`done`].

mod arriving;
pub(crate) mod model;
pub(crate) mod queries;
mod sweep;

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use blimp_kit::{Clock, Error, Fields, Instant, Result, hex};
use blimp_store::Tx;
use object_store::aws::AwsCredential;
use object_store::multipart::MultipartStore as _;

use crate::blobs::{Files, new_key};
use crate::model::FileId;
use crate::name;
use crate::place::Bucket;
use crate::presign::{Ask, presign};
use crate::quota::full;

pub use arriving::SentPart;
pub use model::{NewUpload, Upload, UploadId};
pub use queries::find;
pub(crate) use sweep::sweep;

use model::NewRow;

/// How long an address takes bytes.
pub const GOOD_FOR: Duration = Duration::from_hours(1);

/// An upload that is not done by then is forgotten.
const FORGOTTEN: Duration = Duration::from_hours(24);

/// Uploads that one person may have under way in a company.
const MOST: i64 = 100;

/// The parts of a large upload have at least this size, in bytes.
const PART: u64 = 16 << 20;

/// No upload has more parts.
const MOST_PARTS: u64 = 1000;

/// An upload that is allowed but not a row yet.
#[derive(Debug, Clone)]
pub struct Plan {
    new: NewUpload,
    key: String,
    multipart: Option<String>,
    sending: Sending,
}

/// Where the bytes go.
#[derive(Debug, Clone)]
pub enum Sending {
    /// To us, at an address that the app signs.
    Here,
    /// Straight to the bucket, in one request.
    Whole {
        /// Where to.
        url: String,
        /// Headers that the request must carry.
        headers: Vec<(&'static str, String)>,
        /// Until when the address is good.
        until: Instant,
    },
    /// Straight to the bucket, part by part.
    Parts {
        /// In their order.
        parts: Vec<Part>,
        /// Until when the addresses are good.
        until: Instant,
    },
}

/// A part to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its number, from 1.
    pub number: u64,
    /// Where to.
    pub url: String,
    /// Its exact length.
    pub bytes: u64,
}

impl Plan {
    /// Where the bytes go.
    pub const fn sending(&self) -> &Sending {
        &self.sending
    }
}

impl NewUpload {
    /// Refuses a type or a checksum that is none.
    fn check(&self) -> Result {
        let mut wrong = Fields::default();
        let kind = &self.content_type;
        let printable = kind.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        if kind.len() > 200 || !kind.contains('/') || kind.trim() != kind || !printable {
            wrong.add(
                "type",
                "bad_type",
                "Expected a media type such as image/png.",
            );
        }
        if let Some(sum) = &self.sha256
            && (sum.len() != 64 || !sum.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
        {
            wrong.add(
                "sha256",
                "bad_checksum",
                "Expected 64 digits, 0 to 9 and a to f.",
            );
        }
        if self.bytes < 0 {
            wrong.add("size", "too_small", "Expected a number of bytes.");
        }
        wrong.check()
    }
}

impl Files {
    /// Whether bytes come to us, and not to a bucket.
    pub const fn takes_bytes(&self) -> bool {
        matches!(self.place.kind, crate::place::Kind::Disk(_))
    }

    /// Chooses a key and, on S3, signs what the client will send. `Unavailable` where the bucket
    /// does not answer. What is planned and then not begun is to be given to [`Files::abandon`].
    pub async fn plan(&self, new: NewUpload) -> Result<Plan> {
        new.check()?;
        let key = new_key(Some(new.company));
        let Some(bucket) = self.place.bucket() else {
            return Ok(Plan {
                new,
                key,
                multipart: None,
                sending: Sending::Here,
            });
        };
        let credential = self
            .place
            .ask(bucket.client.credentials().get_credential())
            .await?;
        let bytes = u64::try_from(new.bytes).unwrap_or(0);
        if bytes <= self.options.multipart_above {
            // The bucket is asked before anybody sends a long body to it.
            self.length(&staged(&key)).await?;
            let sending = self.whole(bucket, &credential, (&staged(&key), &new))?;
            return Ok(Plan {
                new,
                key,
                multipart: None,
                sending,
            });
        }
        let path = self.place.path(&key);
        let id = self
            .place
            .ask(bucket.client.create_multipart(&path))
            .await?;
        let sending = self.parts(bucket, &credential, (&key, &id, bytes))?;
        Ok(Plan {
            new,
            key,
            multipart: Some(id),
            sending,
        })
    }

    fn whole(
        &self,
        bucket: &Bucket,
        credential: &AwsCredential,
        (key, new): (&str, &NewUpload),
    ) -> Result<Sending> {
        let mut headers = vec![("content-type", new.content_type.clone())];
        if let Some(sum) = &new.sha256 {
            headers.push(("x-amz-checksum-sha256", STANDARD.encode(hex::decode(sum))));
        }
        let mut signed = headers.clone();
        signed.push(("content-length", new.bytes.to_string()));
        let url = self.signed(bucket, credential, ("PUT", key, Vec::new(), signed))?;
        Ok(Sending::Whole {
            url,
            headers,
            until: Clock::system().now() + GOOD_FOR,
        })
    }

    fn parts(
        &self,
        bucket: &Bucket,
        credential: &AwsCredential,
        (key, id, bytes): (&str, &str, u64),
    ) -> Result<Sending> {
        let size = part_bytes(bytes);
        let parts = (0..bytes.div_ceil(size)).map(|n| {
            let here = size.min(bytes - n * size);
            let query = vec![
                ("partNumber", (n + 1).to_string()),
                ("uploadId", id.to_owned()),
            ];
            let headers = vec![("content-length", here.to_string())];
            Ok(Part {
                number: n + 1,
                url: self.signed(bucket, credential, ("PUT", key, query, headers))?,
                bytes: here,
            })
        });
        Ok(Sending::Parts {
            parts: parts.collect::<Result<_>>()?,
            until: Clock::system().now() + GOOD_FOR,
        })
    }

    fn signed(
        &self,
        bucket: &Bucket,
        credential: &AwsCredential,
        (method, key, query, headers): Request<'_>,
    ) -> Result<String> {
        let path = format!("{}/{}", bucket.path, self.place.path(key));
        let ask = Ask {
            method,
            origin: &bucket.origin,
            path: &path,
            region: &bucket.region,
            query,
            headers,
            // The bucket goes by its own clock, not by ours.
            at: Clock::system().now(),
            lives: GOOD_FOR,
        };
        presign(credential, &ask)
    }

    /// Gives up what was planned and not begun.
    pub async fn abandon(&self, plan: &Plan) {
        if let Some(id) = &plan.multipart
            && let Err(error) = self.abort(&plan.key, id).await
        {
            tracing::warn!(%error, "an upload in parts was left behind");
        }
    }
}

type Request<'a> = (
    &'static str,
    &'a str,
    Vec<(&'a str, String)>,
    Vec<(&'a str, String)>,
);

/// Makes the row of a planned upload; `Full` with the code `files.quota` where the company has no
/// room for it beside what else is under way, `Conflict` with `upload.too_many` where too much is.
pub fn begin(tx: &mut Tx, plan: &Plan, quota_bytes: Option<i64>) -> Result<Upload> {
    let (new, now) = (&plan.new, tx.now());
    if queries::count_pending(tx, new.company, new.created_by, now)? >= MOST {
        let words = "You have a hundred uploads under way: finish some of them first.";
        return Err(Error::conflict("upload.too_many", words));
    }
    if let Some(quota) = quota_bytes {
        let taken = crate::queries::usage(tx, new.company)?.saturating_add(queries::pending_bytes(
            tx,
            new.company,
            now,
        )?);
        if taken.saturating_add(new.bytes) > quota {
            return Err(full(new.bytes, quota_bytes));
        }
    }
    let row = NewRow {
        company_id: new.company,
        owner_kind: new.owner_kind,
        owner_id: new.owner_id,
        key: &plan.key,
        multipart: plan.multipart.as_deref(),
        name: &name::clean(&new.name),
        content_type: &new.content_type,
        bytes: new.bytes,
        sha256: new.sha256.as_deref(),
        created_by: new.created_by,
        created_at: now,
        expires_at: now + FORGOTTEN,
    };
    queries::insert(tx, &row)
}

/// Notes that the bytes of an upload came to our disk, with their checksum. False where others came
/// before, or it is done.
pub fn arrived(tx: &mut Tx, upload: &Upload, sha256: &str) -> Result<bool> {
    queries::set_arrived(tx, upload.id, sha256)
}

/// Notes what became of an upload. False where somebody else was quicker.
pub fn done(tx: &mut Tx, upload: &Upload, file: FileId) -> Result<bool> {
    queries::set_done(tx, upload.id, file)
}

/// Where bytes are until they are all here and looked at.
fn staged(key: &str) -> String {
    format!("p{}", key.strip_prefix('u').unwrap_or(key))
}

fn part_bytes(bytes: u64) -> u64 {
    PART.max(bytes.div_ceil(MOST_PARTS))
}

#[cfg(test)]
mod tests {
    use super::{part_bytes, staged};

    #[test]
    fn keys_sizes_and_checksums() {
        assert_eq!(staged("u/7/abc"), "p/7/abc");
        for (bytes, parts) in [
            (1, 1),
            (16 << 20, 1),
            ((16 << 20) + 1, 2),
            (100 << 30, 1000),
        ] {
            let size = part_bytes(bytes);
            assert_eq!(bytes.div_ceil(size), parts, "{bytes}");
            assert!(size >= 16 << 20);
        }
    }
}
