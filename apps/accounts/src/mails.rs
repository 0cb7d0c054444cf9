//! The words of our mails. They are always sent: nobody can switch off a reset.

mod spanish;

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

/// Shows that another address is theirs, which it is by that.
pub(crate) const EMAIL_CHANGE: Template = Template {
    name: "accounts.email_change",
    subject: "Is this your new address?",
    preheader: "One click, and you sign in with it. The link works for seven days.",
    reason: "somebody asked to sign in with {{ mail.to_address }} at {{ mail.base_url }}",
    text: include_str!("mails/email_change.txt"),
    html: include_str!("mails/email_change.html"),
    sample: r#"{"verification": 7, "nonce": "n"}"#,
    resend_when_unsure: true,
    ..Template::BLANK
};

/// Tells an address that it is not theirs any more.
pub(crate) const EMAIL_CHANGED: Template = Template {
    name: "accounts.email_changed",
    subject: "Your address was changed",
    preheader: "You sign in with another address now.",
    reason: "the address of an account at {{ mail.base_url }} was {{ mail.to_address }}",
    text: include_str!("mails/email_changed.txt"),
    html: include_str!("mails/email_changed.html"),
    ..Template::BLANK
};

/// Says that a company is deleted, and until when it can be brought back.
pub(crate) const COMPANY_DELETED: Template = Template {
    name: "accounts.company_deleted",
    subject: "{{ company }} was deleted",
    preheader: "You can bring it back until {{ day }}.",
    reason: "you own {{ company }} at {{ mail.base_url }}",
    text: include_str!("mails/company_deleted.txt"),
    html: include_str!("mails/company_deleted.html"),
    sample: r#"{"company": "Acme", "day": "2026-12-23"}"#,
    ..Template::BLANK
};

/// Says that a deleted company is erased in three days.
pub(crate) const COMPANY_ERASED_SOON: Template = Template {
    name: "accounts.company_erased_soon",
    subject: "{{ company }} is erased in three days",
    preheader: "The last time to bring it back.",
    reason: "you own {{ company }} at {{ mail.base_url }}",
    text: include_str!("mails/company_erased_soon.txt"),
    html: include_str!("mails/company_erased_soon.html"),
    sample: r#"{"company": "Acme", "day": "2026-12-23"}"#,
    ..Template::BLANK
};

/// Each of them, in each language.
pub(crate) const ALL: [Template; 16] = [
    VERIFICATION,
    PASSWORD_RESET,
    PASSWORD_CHANGED,
    INVITATION,
    EMAIL_CHANGE,
    EMAIL_CHANGED,
    COMPANY_DELETED,
    COMPANY_ERASED_SOON,
    spanish::VERIFICATION,
    spanish::PASSWORD_RESET,
    spanish::PASSWORD_CHANGED,
    spanish::INVITATION,
    spanish::EMAIL_CHANGE,
    spanish::EMAIL_CHANGED,
    spanish::COMPANY_DELETED,
    spanish::COMPANY_ERASED_SOON,
];

#[cfg(test)]
mod tests {
    use blimp_mail::Templates;

    use crate::names::LANGUAGES;

    #[test]
    fn every_template_can_be_filled_in_every_language() {
        let all = Templates::new(super::ALL).unwrap();
        let filled = all.check().unwrap();
        for template in super::ALL {
            let here = |language: &str| {
                filled.iter().any(|(one, words)| {
                    one.name == template.name && one.language == language && !words.text.is_empty()
                })
            };
            assert!(LANGUAGES.into_iter().all(here), "{}", template.name);
        }
    }
}
