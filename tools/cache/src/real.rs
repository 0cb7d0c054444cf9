//! Real servers for tests, where there are any.

/// The address in the environment variable `name`. Where it is not set the test is not run, which
/// it says, unless `BLIMP_TEST_SERVERS=1` demands it.
pub(crate) fn address(name: &str) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "the one setting of tests")]
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let address = set(name);
    if address.is_none() {
        assert!(
            set("BLIMP_TEST_SERVERS").as_deref() != Some("1"),
            "{name} is not set, and BLIMP_TEST_SERVERS=1 demands it"
        );
        eprintln!("not run: {name} is not set");
    }
    address
}
