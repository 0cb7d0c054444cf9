//! Where files are, and who serves them.

use std::str::FromStr;

use blimp_kit::{Error, Result, Secret, Setting, Settings};

/// Where blobs are kept.
pub const FILES_URL: Setting = Setting {
    name: "FILES_URL",
    default: "file://data/files",
    secret: true,
    help: "Where uploaded files are kept: `file://path`, or `s3://bucket` with or without `/prefix` (then the `AWS_…` settings count).",
};

/// Who sends the bytes of a file that is on S3.
pub const FILES_SERVE: Setting = Setting {
    name: "FILES_SERVE",
    default: "redirect",
    secret: false,
    help: "How files on S3 are read: `redirect` sends the reader to an address there that is good for a minute, `proxy` reads them for the reader.",
};

/// Where browsers find S3.
pub const FILES_PUBLIC_URL: Setting = Setting {
    name: "FILES_PUBLIC_URL",
    default: "",
    secret: false,
    help: "The address of the S3 server for browsers, where it is not that of `AWS_ENDPOINT_URL`.",
};

/// Who we are to S3.
pub const AWS_ACCESS_KEY_ID: Setting = Setting {
    name: "AWS_ACCESS_KEY_ID",
    default: "",
    secret: true,
    help: "The key for S3. Not set: the role of the machine.",
};

/// What proves it.
pub const AWS_SECRET_ACCESS_KEY: Setting = Setting {
    name: "AWS_SECRET_ACCESS_KEY",
    default: "",
    secret: true,
    help: "What belongs to `AWS_ACCESS_KEY_ID`.",
};

/// The bucket's region.
pub const AWS_REGION: Setting = Setting {
    name: "AWS_REGION",
    default: "us-east-1",
    secret: false,
    help: "The region of the bucket.",
};

/// A server other than Amazon's.
pub const AWS_ENDPOINT_URL: Setting = Setting {
    name: "AWS_ENDPOINT_URL",
    default: "",
    secret: false,
    help: "An S3 server other than Amazon's, such as `http://127.0.0.1:8333`.",
};

/// What a Heroku add-on calls `AWS_ACCESS_KEY_ID`.
pub const BUCKETEER_AWS_ACCESS_KEY_ID: Setting = Setting {
    name: "BUCKETEER_AWS_ACCESS_KEY_ID",
    default: "",
    secret: true,
    help: "What a Heroku add-on sets; counts where `AWS_ACCESS_KEY_ID` is not set.",
};

/// What a Heroku add-on calls `AWS_SECRET_ACCESS_KEY`.
pub const BUCKETEER_AWS_SECRET_ACCESS_KEY: Setting = Setting {
    name: "BUCKETEER_AWS_SECRET_ACCESS_KEY",
    default: "",
    secret: true,
    help: "What a Heroku add-on sets; counts where `AWS_SECRET_ACCESS_KEY` is not set.",
};

/// What a Heroku add-on calls `AWS_REGION`.
pub const BUCKETEER_AWS_REGION: Setting = Setting {
    name: "BUCKETEER_AWS_REGION",
    default: "",
    secret: false,
    help: "What a Heroku add-on sets; counts where `AWS_REGION` is not set.",
};

/// The bucket that a Heroku add-on made.
pub const BUCKETEER_BUCKET_NAME: Setting = Setting {
    name: "BUCKETEER_BUCKET_NAME",
    default: "",
    secret: false,
    help: "What a Heroku add-on sets; files go to this bucket where `FILES_URL` is not set.",
};

/// Every setting of this crate.
pub const SETTINGS: &[Setting] = &[
    FILES_URL,
    FILES_SERVE,
    FILES_PUBLIC_URL,
    AWS_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY,
    AWS_REGION,
    AWS_ENDPOINT_URL,
    BUCKETEER_AWS_ACCESS_KEY_ID,
    BUCKETEER_AWS_SECRET_ACCESS_KEY,
    BUCKETEER_AWS_REGION,
    BUCKETEER_BUCKET_NAME,
];

/// Files above this size, in bytes, go to S3 in parts.
const MULTIPART_ABOVE: u64 = 64 << 20;

/// Who sends the bytes of a file that is on S3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Serve {
    /// S3 does, at an address that is good for a minute.
    #[default]
    Redirect,
    /// We do.
    Proxy,
}

/// Neither `redirect` nor `proxy`.
#[derive(Debug, thiserror::Error)]
#[error("expected redirect or proxy")]
pub struct BadServe;

impl FromStr for Serve {
    type Err = BadServe;

    fn from_str(text: &str) -> Result<Self, BadServe> {
        match text {
            "redirect" => Ok(Self::Redirect),
            "proxy" => Ok(Self::Proxy),
            _ => Err(BadServe),
        }
    }
}

/// Where files are and how to get there.
#[derive(Debug, Clone)]
pub struct Options {
    /// `file://path` or `s3://bucket/prefix`.
    pub url: String,
    /// Who sends the bytes of a file that is on S3.
    pub serve: Serve,
    /// The address of S3 for browsers, where it is another.
    pub public: Option<String>,
    /// Key and secret for S3; none for the role of the machine.
    pub keys: Option<(String, Secret<String>)>,
    /// The bucket's region.
    pub region: String,
    /// An S3 server other than Amazon's.
    pub endpoint: Option<String>,
    /// Larger files, in bytes, go to S3 in parts.
    pub(crate) multipart_above: u64,
}

impl Options {
    /// Nothing but a place.
    pub fn at(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            serve: Serve::default(),
            public: None,
            keys: None,
            region: AWS_REGION.default.to_owned(),
            endpoint: None,
            multipart_above: MULTIPART_ABOVE,
        }
    }

    /// What the operator said.
    pub fn from_settings(settings: &Settings) -> Result<Self> {
        let said = |setting: &Setting, instead: &Setting| {
            let given = settings.source(setting).map(|_| settings.text(setting));
            let given = given.filter(|text| !text.is_empty());
            let instead = Some(settings.text(instead)).filter(|text| !text.is_empty());
            given.or(instead).unwrap_or(setting.default).to_owned()
        };
        let bucket = settings.text(&BUCKETEER_BUCKET_NAME);
        let url = if settings.source(&FILES_URL).is_none() && !bucket.is_empty() {
            format!("s3://{bucket}")
        } else {
            settings.text(&FILES_URL).to_owned()
        };
        let key = said(&AWS_ACCESS_KEY_ID, &BUCKETEER_AWS_ACCESS_KEY_ID);
        let secret = said(&AWS_SECRET_ACCESS_KEY, &BUCKETEER_AWS_SECRET_ACCESS_KEY);
        if key.is_empty() != secret.is_empty() {
            let words = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: set both or none";
            return Err(Error::fault(words));
        }
        let text = |setting: &Setting| Some(settings.text(setting).to_owned());
        let filled = |text: &String| !text.is_empty();
        Ok(Self {
            serve: settings.get(&FILES_SERVE).map_err(anyhow::Error::from)?,
            public: text(&FILES_PUBLIC_URL).filter(filled),
            keys: Some((key, Secret::new(secret))).filter(|(key, _)| !key.is_empty()),
            region: said(&AWS_REGION, &BUCKETEER_AWS_REGION),
            endpoint: text(&AWS_ENDPOINT_URL).filter(filled),
            ..Self::at(&url)
        })
    }
}

#[cfg(test)]
mod tests {
    use blimp_kit::Settings;
    use blimp_kit::settings::Source;

    use super::{Options, Serve};

    fn options(given: &[(&str, &str)]) -> blimp_kit::Result<Options> {
        let mut settings = Settings::default();
        for (name, value) in given {
            settings.set(name, *value, Source::Environment);
        }
        Options::from_settings(&settings)
    }

    #[test]
    fn the_names_of_a_heroku_add_on_count_where_ours_are_silent() {
        let theirs = [
            ("BUCKETEER_BUCKET_NAME", "bucket"),
            ("BUCKETEER_AWS_ACCESS_KEY_ID", "theirs"),
            ("BUCKETEER_AWS_SECRET_ACCESS_KEY", "secret"),
            ("BUCKETEER_AWS_REGION", "eu-west-1"),
        ];
        let found = options(&theirs).unwrap();
        assert_eq!(
            (found.url.as_str(), found.region.as_str()),
            ("s3://bucket", "eu-west-1")
        );
        assert_eq!(found.keys.map(|(key, _)| key).as_deref(), Some("theirs"));
        let ours = [
            ("FILES_URL", "file:///srv/files"),
            ("AWS_ACCESS_KEY_ID", "ours"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            ("AWS_REGION", "eu-central-1"),
            ("FILES_SERVE", "proxy"),
        ];
        let found = options(&[theirs.as_slice(), &ours].concat()).unwrap();
        assert_eq!(
            (found.url.as_str(), found.region.as_str(), found.serve),
            ("file:///srv/files", "eu-central-1", Serve::Proxy)
        );
        assert_eq!(found.keys.map(|(key, _)| key).as_deref(), Some("ours"));
    }

    #[test]
    fn half_of_a_pair_is_refused() {
        let nothing = options(&[]).unwrap();
        assert_eq!(
            (nothing.url.as_str(), nothing.region.as_str()),
            ("file://data/files", "us-east-1")
        );
        assert!(nothing.keys.is_none() && nothing.endpoint.is_none());
        for given in [
            [("AWS_ACCESS_KEY_ID", "key"), ("FILES_URL", "s3://bucket")],
            [
                ("AWS_SECRET_ACCESS_KEY", "secret"),
                ("FILES_URL", "s3://bucket"),
            ],
            [("FILES_SERVE", "both"), ("FILES_URL", "s3://bucket")],
        ] {
            assert!(options(&given).is_err(), "{given:?}");
        }
    }
}
