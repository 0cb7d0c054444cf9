//! The ids that every noun of this app speaks of.

blimp_kit::id!(
    /// A person with an account, or a placeholder for one.
    UserId
);

blimp_kit::id!(
    /// A company: the tenant.
    CompanyId
);

blimp_kit::id!(
    /// A browser that is signed in.
    SessionId
);

blimp_kit::id!(
    /// A personal API token.
    TokenId
);
