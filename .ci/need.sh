# What ./run and ./test have in common: words, and what the machine must have. Sourced, not run.

say() { printf '%s\n' "$@"; }
stop() {
    printf '%s\n' "$@" >&2
    exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# True when the version $1 is at least $2.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

need_rust() {
    [ ! -d "$HOME/.cargo/bin" ] || PATH="$PATH:$HOME/.cargo/bin"
    want=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
    have cargo && have rustc ||
        stop "Blimp is built with Rust $want or newer, and there is no cargo here." \
            "Get it from https://rustup.rs, then start again."
    found=$(rustc --version | cut -d ' ' -f 2)
    at_least "$found" "$want" ||
        stop "Blimp is built with Rust $want or newer; this is $found. Try: rustup update stable"
}

need_node() {
    [ -f client/package.json ] || return 0
    found=$(node --version 2>/dev/null | tr -d v) || found=
    [ -n "$found" ] && at_least "$found" 20.19 ||
        stop "The web client is built with Node 20.19 or newer; found: ${found:-none}." \
            "Get it from https://nodejs.org, then start again."
}

# install "what" "command": say it, then do it or stop.
install() {
    if [ "${BLIMP_NO_INSTALL:-}" = 1 ]; then
        stop "Missing: $1" "BLIMP_NO_INSTALL=1, so install it yourself, then start again:" "  $2"
    fi
    say "Missing: $1" "Installing with: $2"
    sh -c "$2"
}

# Debian packages, installed where we may; else the words that install them.
install_packages() {
    command="apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $*"
    if [ "$(id -u)" != 0 ] || ! have apt-get; then
        stop "Missing: $*" "Install them, then start again. On Debian, as root: $command"
    fi
    install "$*" "$command"
}

# Sets `missing` to the packages that a build lacks.
missing_to_build() {
    missing=
    have cc || missing="$missing gcc libc6-dev"
    have pkg-config || missing="$missing pkg-config"
    have pkg-config && pkg-config --exists openssl || missing="$missing libssl-dev"
}
