//! Instants and dates, as every table keeps them: 64-bit integers.

use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment: microseconds since 1970-01-01 UTC in SQL, RFC 3339 in UTC (`…Z`) in JSON.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::BigInt)]
pub struct Instant(pub i64);

crate::sql_as!(Instant, BigInt, i64);

impl Instant {
    /// Microseconds since 1970-01-01 UTC.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The same moment as chrono has it; far-off values are pulled to the edge of its range.
    pub fn to_chrono(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    /// The calendar day of this moment in UTC.
    pub fn date(self) -> Date {
        Date::from(self.to_chrono().date_naive())
    }

    /// The time from `earlier` to here; zero if `earlier` is later.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }
}

impl From<DateTime<Utc>> for Instant {
    fn from(at: DateTime<Utc>) -> Self {
        Self(at.timestamp_micros())
    }
}

fn micros(span: Duration) -> i64 {
    i64::try_from(span.as_micros()).unwrap_or(i64::MAX)
}

impl Add<Duration> for Instant {
    type Output = Self;
    fn add(self, span: Duration) -> Self {
        Self(self.0.saturating_add(micros(span)))
    }
}

impl Sub<Duration> for Instant {
    type Output = Self;
    fn sub(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(micros(span)))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            &self
                .to_chrono()
                .to_rfc3339_opts(SecondsFormat::AutoSi, true),
        )
    }
}

/// Text that is no time, no date, or outside the years 0001 to 9999.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadTime(&'static str);

impl FromStr for Instant {
    type Err = BadTime;
    fn from_str(text: &str) -> Result<Self, BadTime> {
        let bad = BadTime("expected a time such as 2026-11-23T09:30:00Z");
        let at = DateTime::parse_from_rfc3339(text).or(Err(bad.clone()))?;
        let at = at.with_timezone(&Utc);
        if !in_range(at.date_naive()) {
            return Err(bad);
        }
        Ok(Self::from(at))
    }
}

/// A calendar day: days since 1970-01-01 in SQL, `YYYY-MM-DD` in JSON.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::BigInt)]
pub struct Date(pub i64);

crate::sql_as!(Date, BigInt, i64);

impl Date {
    /// The same day as chrono has it; far-off values are pulled to the edge of its range.
    pub fn to_chrono(self) -> NaiveDate {
        i32::try_from(self.0)
            .ok()
            .and_then(NaiveDate::from_epoch_days)
            .unwrap_or(NaiveDate::MAX)
    }

    /// The day `days` later (earlier if negative).
    #[must_use]
    pub const fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }
}

impl From<NaiveDate> for Date {
    fn from(day: NaiveDate) -> Self {
        Self(i64::from(day.to_epoch_days()))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.to_chrono().format("%Y-%m-%d"))
    }
}

impl FromStr for Date {
    type Err = BadTime;
    fn from_str(text: &str) -> Result<Self, BadTime> {
        let bad = BadTime("expected a date such as 2026-11-23");
        if text.len() != 10 {
            return Err(bad);
        }
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").or(Err(bad.clone()))?;
        if in_range(day) {
            Ok(Self::from(day))
        } else {
            Err(bad)
        }
    }
}

fn in_range(day: NaiveDate) -> bool {
    use chrono::Datelike;
    (1..=9999).contains(&day.year())
}

macro_rules! spoken_as_text {
    ($name:ident, $format:expr) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .format(Some(utoipa::openapi::SchemaFormat::KnownFormat($format)))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}
    };
}

spoken_as_text!(Instant, utoipa::openapi::KnownFormat::DateTime);
spoken_as_text!(Date, utoipa::openapi::KnownFormat::Date);

#[cfg(test)]
mod tests {
    use super::{Date, Instant};

    #[test]
    fn times_and_dates_come_back_as_they_were_spoken() {
        for text in ["2026-11-23T09:30:00Z", "1969-12-31T23:59:59.000001Z"] {
            assert_eq!(text.parse::<Instant>().unwrap().to_string(), text);
        }
        for text in ["2026-11-23", "1969-12-31", "0001-01-01", "9999-12-31"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_time_or_date_is_refused() {
        for text in [
            "",
            "2026-11-23",
            "2026-11-23T09:30:00",
            "0000-01-01T00:00:00Z",
        ] {
            assert!(text.parse::<Instant>().is_err(), "{text}");
        }
        for text in [
            "",
            "2026-1-2",
            "2026-02-30",
            "26-11-2300",
            "10000-01-01",
            "0000-12-31",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
