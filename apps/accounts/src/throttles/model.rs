//! Rules: how many tries, in what time, counted for whom.

use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use blimp_kit::signer;

/// So many tries in so long, from the first one on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its name in the table.
    pub name: &'static str,
    /// Tries allowed.
    pub tries: i64,
    /// From the first try until counting starts anew.
    pub window: Duration,
}

const fn rule(name: &'static str, tries: i64, minutes: u64) -> Rule {
    Rule {
        name,
        tries,
        window: Duration::from_mins(minutes),
    }
}

/// Failed sign-ins of one address from one network.
pub(crate) const SIGN_IN_PAIR: Rule = rule("sign_in.pair", 5, 15);
/// Failed sign-ins of one address.
pub(crate) const SIGN_IN_EMAIL: Rule = rule("sign_in.email", 20, 60);
/// Failed sign-ins from one network.
pub(crate) const SIGN_IN_IP: Rule = rule("sign_in.ip", 50, 60);
/// Wrong current passwords of somebody who is signed in.
pub(crate) const PASSWORD_USER: Rule = rule("password.user", 10, 60);
/// Sign-ups from one network.
pub(crate) const SIGN_UP_IP: Rule = rule("sign_up.ip", 20, 60);
/// Resets asked for one address.
pub(crate) const RESET_EMAIL: Rule = rule("reset.email", 5, 60);
/// Resets asked from one network.
pub(crate) const RESET_IP: Rule = rule("reset.ip", 20, 60);
/// Verification mails one person asks for.
pub(crate) const VERIFY_USER: Rule = rule("verify.user", 5, 60);
/// Invitations of one company.
pub(crate) const INVITE_COMPANY: Rule = rule("invite.company", 100, 60);
/// The same invitation sent again.
pub(crate) const INVITE_AGAIN: Rule = rule("invite.again", 5, 60);

impl Rule {
    /// The row that counts for `whom`; what was typed into a form is not kept in the clear.
    pub(crate) fn key(&self, whom: &str) -> String {
        format!("{}:{}", self.name, signer::fingerprint(whom))
    }
}

/// The network that counts as one caller: an IPv4 address, or an IPv6 /64, which is what one
/// household gets.
pub(crate) fn network(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::network;

    #[test]
    fn neighbours_in_one_network_count_as_one_caller() {
        for (ip, expected) in [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
            ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ] {
            assert_eq!(network(ip.parse().unwrap()), expected);
        }
    }
}
