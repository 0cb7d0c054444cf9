//! Roles: what a person is in a company.

blimp_kit::words!(
    /// What a person is in a company, strongest first.
    Role {
        /// Made the company, or was given it; one in each company.
        Owner = "owner",
        /// Sees and changes everything, settings and people too.
        Admin = "admin",
        /// Works; neither settings nor people.
        Member = "member",
        /// Sees the projects they were added to, and no other client.
        Client = "client",
    }
);

impl Role {
    /// Whether the role belongs to the company itself: anyone but a client.
    pub const fn is_staff(self) -> bool {
        match self {
            Self::Owner | Self::Admin | Self::Member => true,
            Self::Client => false,
        }
    }

    /// Whether the role runs the company: its settings and its people.
    pub const fn administers(self) -> bool {
        match self {
            Self::Owner | Self::Admin => true,
            Self::Member | Self::Client => false,
        }
    }
}
