//! The words of our mails. They are always sent: nobody can switch off a reset.

use blimp_mail::Template;

/// Shows that an address is theirs.
pub(crate) const VERIFICATION: Template = Template {
    name: "accounts.verification",
    subject: "Is this your address?",
    preheader: "One click, and it is yours. The link works for seven days.",
    reason: "somebody signed up with {{ mail.to_address }} at {{ mail.base_url }}",
    text: include_str!("mails/verification.txt"),
    html: include_str!("mails/verification.html"),
    sample: r#"{"verification": 7, "nonce": "n"}"#,
    resend_when_unsure: true,
    ..Template::BLANK
};

/// Lets somebody choose a new password.
pub(crate) const PASSWORD_RESET: Template = Template {
    name: "accounts.password_reset",
    subject: "Choose a new password",
    preheader: "The link works for one hour.",
    reason: "somebody asked for a new password for {{ mail.to_address }} at {{ mail.base_url }}",
    text: include_str!("mails/password_reset.txt"),
    html: include_str!("mails/password_reset.html"),
    sample: r#"{"reset": 7, "nonce": "n"}"#,
    resend_when_unsure: true,
    ..Template::BLANK
};

/// Says that the password is another one now.
pub(crate) const PASSWORD_CHANGED: Template = Template {
    name: "accounts.password_changed",
    subject: "Your password was changed",
    preheader: "If it was not you, choose a new one now.",
    reason: "the password of {{ mail.to_address }} at {{ mail.base_url }} was changed",
    text: include_str!("mails/password_changed.txt"),
    html: include_str!("mails/password_changed.html"),
    ..Template::BLANK
};

/// Asks somebody into a company.
pub(crate) const INVITATION: Template = Template {
    name: "accounts.invitation",
    subject: "{{ by }} invites you to {{ company }}",
    preheader: "The link works for 14 days.",
    reason: "{{ by }} invited {{ mail.to_address }} to {{ company }} at {{ mail.base_url }}",
    text: include_str!("mails/invitation.txt"),
    html: include_str!("mails/invitation.html"),
    sample: r#"{"invitation": 7, "nonce": "n", "by": "Ana", "company": "Acme", "role": "member"}"#,
    resend_when_unsure: true,
    ..Template::BLANK
};

/// Each of them.
pub(crate) const ALL: [Template; 4] = [VERIFICATION, PASSWORD_RESET, PASSWORD_CHANGED, INVITATION];

#[cfg(test)]
mod tests {
    use blimp_mail::Templates;

    #[test]
    fn every_template_can_be_filled() {
        Templates::new(super::ALL).unwrap().check().unwrap();
    }
}
