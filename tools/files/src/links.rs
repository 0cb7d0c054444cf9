//! Links: addresses at which a bucket itself serves a file, for a minute.

use std::time::Duration;

use blimp_kit::{Clock, Result};

use crate::blobs::Files;
use crate::config::Serve;
use crate::presign::{Ask, presign};
use crate::serving::Serving;

/// How long a link is good: long enough to follow it, too short to pass it on.
const GOOD_FOR: Duration = Duration::from_mins(1);

impl Files {
    /// Where the bucket serves the blob under `key`, with the type and the disposition that were
    /// decided; none where we serve it. Whether the caller may see it has been asked before.
    pub async fn link(&self, key: &str, serving: &Serving) -> Result<Option<String>> {
        let Some(bucket) = self.place.bucket() else {
            return Ok(None);
        };
        if self.options.serve == Serve::Proxy {
            return Ok(None);
        }
        let credential = self
            .place
            .ask(bucket.client.credentials().get_credential())
            .await?;
        let path = format!("{}/{}", bucket.path, self.place.path(key));
        let ask = Ask {
            method: "GET",
            origin: &bucket.origin,
            path: &path,
            region: &bucket.region,
            query: vec![
                ("response-cache-control", "private, max-age=60".to_owned()),
                ("response-content-disposition", serving.disposition.clone()),
                ("response-content-type", serving.content_type.to_owned()),
            ],
            headers: Vec::new(),
            // The bucket goes by its own clock, not by ours.
            at: Clock::system().now(),
            lives: GOOD_FOR,
        };
        presign(&credential, &ask).map(Some)
    }

    /// Scheme, host and port at which browsers send and read files, where that is not us: what a
    /// page must be allowed to connect to and to show.
    pub fn origin(&self) -> Option<&str> {
        self.place.bucket().map(|bucket| bucket.origin.as_str())
    }
}
