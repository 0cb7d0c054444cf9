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

NODE=20.19

has_node() {
    found=$(node --version 2>/dev/null | tr -d v) || found=
    [ -n "$found" ] && at_least "$found" "$NODE" && have npm
}

# The version of Node that Debian's packages offer here; nothing where there is no apt.
offered_node() { apt-cache policy nodejs 2>/dev/null | sed -n 's/^ *Candidate: *\([0-9][0-9.]*\).*/\1/p'; }

# What builds the web client: Debian's packages where they are new enough, else the words to get it.
need_node() {
    ! has_node || return 0
    if [ -z "$found" ] || ! at_least "$found" "$NODE"; then
        offered=$(offered_node)
        if [ -z "$offered" ] && [ "$(id -u)" = 0 ] && have apt-get; then
            install "the list of Debian's packages" "apt-get update"
            offered=$(offered_node)
        fi
        if [ -z "$offered" ] || ! at_least "$offered" "$NODE"; then
            stop "The web client is built with Node $NODE or newer and its npm." \
                "Here: ${found:-none}. Debian's packages offer: ${offered:-none}." \
                "1. Take the Linux binary of Node 22 from https://nodejs.org/en/download" \
                "2. As root: tar -C /usr/local --strip-components 1 -xf node-v22.*-linux-*.tar.xz" \
                "3. Start again. Without Node, ./run --api serves the API alone."
        fi
        install_packages nodejs npm
    else
        install_packages npm
    fi
    has_node || stop "Node is still ${found:-missing}, or npm is. Look at: command -v node npm"
}

# Whether any of what the client is made of is newer than what was built of it.
client_is_stale() {
    [ -f client/dist/.stamp ] || return 0
    newer=$(find client \( -name node_modules -o -name dist -o -name tests \) -prune \
        -o -type f -newer client/dist/.stamp -print | head -n 1)
    [ -n "$newer" ]
}

# Installs exactly what the lock file says, unless that is there.
client_packages() {
    [ client/node_modules/.package-lock.json -nt client/package-lock.json ] ||
        (cd client && npm ci --ignore-scripts --no-progress)
}

build_client() {
    client_packages
    # A build that breaks off leaves no stamp.
    (cd client && npm run --silent build) || {
        rm -f client/dist/.stamp
        stop "The web client could not be built; see above. ./run --api serves the API alone."
    }
    touch client/dist/.stamp
}
