//! Closed sets of words, stored and spoken as text.

/// Declares an enum whose variants are words in SQL (`TEXT`), JSON, URLs and OpenAPI.
///
/// The document's name for it is the type's own, or the one after `as`: names are one for all apps.
///
/// ```
/// blimp_kit::words!(/// How warm it is.
///     Warmth { /// Below zero.
///         Cold = "cold", /// Above.
///         Hot = "hot" });
/// assert_eq!("hot".parse(), Ok(Warmth::Hot));
/// assert_eq!(Warmth::Cold.as_str(), "cold");
/// assert!("mild".parse::<Warmth>().is_err());
/// ```
#[macro_export]
macro_rules! words {
    (
        $(#[doc = $doc:literal])* $name:ident $(as $schema:literal)?
        { $($(#[doc = $vdoc:literal])* $variant:ident = $word:literal),+ $(,)? }
    ) => {
        $(#[doc = $doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            $crate::private::diesel::expression::AsExpression,
            $crate::private::diesel::deserialize::FromSqlRow,
            $crate::private::serde::Serialize, $crate::private::serde::Deserialize,
        )]
        #[diesel(sql_type = $crate::private::diesel::sql_types::Text)]
        #[serde(crate = "::blimp_kit::private::serde")]
        pub enum $name {
            $($(#[doc = $vdoc])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every word, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it is stored and spoken.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::text::UnknownWord;
            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::text::UnknownWord { allowed: &[$($word),+] }),
                }
            }
        }

        impl<DB> $crate::private::diesel::serialize::ToSql<$crate::private::diesel::sql_types::Text, DB> for $name
        where
            DB: $crate::private::diesel::backend::Backend,
            str: $crate::private::diesel::serialize::ToSql<$crate::private::diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(
                &'b self,
                out: &mut $crate::private::diesel::serialize::Output<'b, '_, DB>,
            ) -> $crate::private::diesel::serialize::Result {
                <str as $crate::private::diesel::serialize::ToSql<
                    $crate::private::diesel::sql_types::Text,
                    DB,
                >>::to_sql(self.as_str(), out)
            }
        }

        impl<DB> $crate::private::diesel::deserialize::FromSql<$crate::private::diesel::sql_types::Text, DB> for $name
        where
            DB: $crate::private::diesel::backend::Backend,
            String: $crate::private::diesel::deserialize::FromSql<$crate::private::diesel::sql_types::Text, DB>,
        {
            fn from_sql(
                bytes: DB::RawValue<'_>,
            ) -> $crate::private::diesel::deserialize::Result<Self> {
                let word = <String as $crate::private::diesel::deserialize::FromSql<
                    $crate::private::diesel::sql_types::Text,
                    DB,
                >>::from_sql(bytes)?;
                Ok(word.parse::<Self>()?)
            }
        }

        impl $crate::private::utoipa::PartialSchema for $name {
            fn schema() -> $crate::private::utoipa::openapi::RefOr<$crate::private::utoipa::openapi::schema::Schema> {
                $crate::private::utoipa::openapi::ObjectBuilder::new()
                    .schema_type($crate::private::utoipa::openapi::schema::Type::String)
                    .enum_values(Some([$($word),+]))
                    .description($crate::text::description(
                        &[$($doc),*],
                        &[$(($word, &[$($vdoc),*])),+],
                    ))
                    .into()
            }
        }

        impl $crate::private::utoipa::ToSchema for $name {
            $(
                fn name() -> ::std::borrow::Cow<'static, str> {
                    ::std::borrow::Cow::Borrowed($schema)
                }
            )?
        }
    };
}

/// The words of doc comments as an OpenAPI description: a paragraph, then a list of the words.
#[doc(hidden)]
pub fn description(lines: &[&str], words: &[(&str, &[&str])]) -> Option<String> {
    let joined = |lines: &[&str]| lines.iter().map(|l| l.trim()).collect::<Vec<_>>().join(" ");
    let list = words
        .iter()
        .map(|(word, lines)| format!("- `{word}`: {}", joined(lines)));
    let text = format!(
        "{}\n\n{}",
        joined(lines),
        list.collect::<Vec<_>>().join("\n")
    );
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A word outside its closed set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// The words that would do.
    pub allowed: &'static [&'static str],
}

impl std::fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "expected one of: {}", self.allowed.join(", "))
    }
}

impl std::error::Error for UnknownWord {}

/// Declares a newtype over `String` that is checked when it is made: `TEXT` in SQL, a string in
/// JSON and OpenAPI. `check` is a `fn(&str) -> Result<String, E>` that says what is wrong in words.
///
/// ```
/// fn shout(text: &str) -> Result<String, &'static str> {
///     if text.is_empty() { Err("expected a word") } else { Ok(text.to_uppercase()) }
/// }
/// blimp_kit::checked_text!(/// A loud word.
///     Shout, shout, length = 1..=9, pattern = "\\S");
/// assert_eq!("hey".parse::<Shout>().unwrap().as_str(), "HEY");
/// assert_eq!("".parse::<Shout>(), Err("expected a word"));
/// ```
#[macro_export]
macro_rules! checked_text {
    ($(#[doc = $doc:literal])* $name:ident, $check:path, length = $min:literal..=$max:expr $(, pattern = $pattern:literal)?) => {
        $(#[doc = $doc])*
        #[derive(
            Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash,
            $crate::private::diesel::expression::AsExpression,
            $crate::private::diesel::deserialize::FromSqlRow,
            $crate::private::serde::Serialize,
        )]
        #[diesel(sql_type = $crate::private::diesel::sql_types::Text)]
        #[serde(transparent, crate = "::blimp_kit::private::serde")]
        pub struct $name(String);

        $crate::sql_as!($name, Text, String);

        impl $name {
            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = &'static str;
            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                $check(text).map(Self)
            }
        }

        impl<'de> $crate::private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::private::serde::Deserializer<'de>>(
                from: D,
            ) -> ::std::result::Result<Self, D::Error> {
                <String as $crate::private::serde::Deserialize>::deserialize(from)?
                    .parse()
                    .map_err(<D::Error as $crate::private::serde::de::Error>::custom)
            }
        }

        impl $crate::private::utoipa::PartialSchema for $name {
            fn schema() -> $crate::private::utoipa::openapi::RefOr<$crate::private::utoipa::openapi::schema::Schema> {
                $crate::private::utoipa::openapi::ObjectBuilder::new()
                    .schema_type($crate::private::utoipa::openapi::schema::Type::String)
                    .min_length(Some($min))
                    .max_length(Some($max))
                    $(.pattern(Some($pattern)))?
                    .description($crate::text::description(&[$($doc),*], &[]))
                    .into()
            }
        }

        impl $crate::private::utoipa::ToSchema for $name {}
    };
}
