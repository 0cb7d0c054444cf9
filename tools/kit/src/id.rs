//! Ids: one newtype for each kind of row, so that a task is never taken for a project.

/// Declares an id newtype: a positive 64-bit integer in SQL (`BIGINT`), JSON and URLs.
///
/// ```
/// blimp_kit::id!(/// A boat.
///     BoatId);
/// let boat: BoatId = "9".parse().unwrap();
/// assert_eq!(boat.to_string(), "9");
/// assert_eq!(serde_json::to_string(&boat).unwrap(), "9");
/// ```
#[macro_export]
macro_rules! id {
    ($(#[doc = $doc:literal])* $name:ident) => {
        $(#[doc = $doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            $crate::private::diesel::expression::AsExpression,
            $crate::private::diesel::deserialize::FromSqlRow,
            $crate::private::serde::Serialize, $crate::private::serde::Deserialize,
        )]
        #[diesel(sql_type = $crate::private::diesel::sql_types::BigInt)]
        #[serde(transparent, crate = "::blimp_kit::private::serde")]
        pub struct $name(pub i64);

        $crate::sql_as!($name, BigInt, i64);

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::num::ParseIntError;
            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<i64> for $name {
            fn from(id: i64) -> Self {
                Self(id)
            }
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl $crate::private::utoipa::PartialSchema for $name {
            fn schema() -> $crate::private::utoipa::openapi::RefOr<$crate::private::utoipa::openapi::schema::Schema> {
                $crate::private::utoipa::openapi::ObjectBuilder::new()
                    .schema_type($crate::private::utoipa::openapi::schema::Type::Integer)
                    .format(Some($crate::private::utoipa::openapi::SchemaFormat::KnownFormat(
                        $crate::private::utoipa::openapi::KnownFormat::Int64,
                    )))
                    .description($crate::text::description(&[$($doc),*], &[]))
                    .into()
            }
        }

        impl $crate::private::utoipa::ToSchema for $name {}
    };
}

/// Stores a newtype `$name($raw)` in SQL as `$sql`, on every backend that can store `$raw` so.
#[macro_export]
macro_rules! sql_as {
    ($name:ident, $sql:ident, $raw:ty) => {
        impl<DB>
            $crate::private::diesel::serialize::ToSql<$crate::private::diesel::sql_types::$sql, DB>
            for $name
        where
            DB: $crate::private::diesel::backend::Backend,
            $raw: $crate::private::diesel::serialize::ToSql<
                    $crate::private::diesel::sql_types::$sql,
                    DB,
                >,
        {
            fn to_sql<'b>(
                &'b self,
                out: &mut $crate::private::diesel::serialize::Output<'b, '_, DB>,
            ) -> $crate::private::diesel::serialize::Result {
                self.0.to_sql(out)
            }
        }

        impl<DB>
            $crate::private::diesel::deserialize::FromSql<
                $crate::private::diesel::sql_types::$sql,
                DB,
            > for $name
        where
            DB: $crate::private::diesel::backend::Backend,
            $raw: $crate::private::diesel::deserialize::FromSql<
                    $crate::private::diesel::sql_types::$sql,
                    DB,
                >,
        {
            fn from_sql(
                bytes: DB::RawValue<'_>,
            ) -> $crate::private::diesel::deserialize::Result<Self> {
                <$raw as $crate::private::diesel::deserialize::FromSql<
                    $crate::private::diesel::sql_types::$sql,
                    DB,
                >>::from_sql(bytes)
                .map(Self)
            }
        }
    };
}
