//! Servers that crash, fail over, speak TLS, or lag behind.

#![cfg(test)]

mod ground;

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use blimp_kit::{Error, Result};
use blimp_store::{Db, PostgresOptions, as_caller, migrations};
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use diesel::{PgConnection, sql_query};
use ground::boats::{Yard, build};
use ground::cluster::Cluster;
use ground::{open, open_with, server, until};

#[derive(QueryableByName)]
struct Flag {
    #[diesel(sql_type = Bool)]
    yes: bool,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn conn(cluster: &Cluster) -> PgConnection {
    PgConnection::establish(&cluster.url()).unwrap()
}

fn count(cluster: &Cluster) -> i64 {
    let ask = sql_query("SELECT count(*) AS n FROM event");
    ask.get_result::<Count>(&mut conn(cluster)).unwrap().n
}

const PATIENT: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_crashes_five_times_loses_nothing_and_is_found_again() {
    if server().is_none() {
        return;
    }
    let cluster = Cluster::new(&[]);
    Db::migrate(&cluster.url(), &[migrations()]).unwrap();
    let db = open(&cluster.url(), 4);
    let yard = Yard::open(&db, 8);
    let mut back = Duration::ZERO;
    for _ in 0..5 {
        let (before, refused) = (yard.seen.count(), yard.seen.refused.load(Ordering::SeqCst));
        until(PATIENT, async || yard.seen.count() > before + 50).await;
        tokio::task::block_in_place(|| cluster.stop("immediate"));
        let seen = &yard.seen;
        until(PATIENT, async || {
            seen.refused.load(Ordering::SeqCst) > refused
        })
        .await;
        tokio::task::block_in_place(|| cluster.start());
        let up = Instant::now();
        until(PATIENT, async || seen.first_after(up).is_some()).await;
        back = back.max(yard.seen.first_after(up).unwrap());
    }
    let seen = yard.close().await;
    seen.verify(&mut conn(&cluster));
    let slowest = *seen.slowest.lock().unwrap();
    println!(
        "R4: 5 crashes, {} acknowledged, 0 lost, {} refused ({} unknown); slowest call {slowest:?}, back {back:?} after the server",
        seen.count(),
        seen.refused.load(Ordering::SeqCst),
        seen.unknown.load(Ordering::SeqCst),
    );
    assert!(slowest < Duration::from_secs(3), "{slowest:?}");
    assert!(back < Duration::from_secs(3), "{back:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_promoted_standby_takes_over_and_the_old_primary_gets_nothing() {
    if server().is_none() {
        return;
    }
    let old = Cluster::new(&[]);
    Db::migrate(&old.url(), &[migrations()]).unwrap();
    let new = Cluster::standby_of(&old);
    old.append("postgresql.conf", "synchronous_standby_names = '*'");
    old.reload();
    let sync = "SELECT count(*) AS n FROM pg_stat_replication WHERE sync_state = 'sync'";
    let mut admin = conn(&old);
    until(PATIENT, async || {
        sql_query(sync).get_result::<Count>(&mut admin).unwrap().n == 1
    })
    .await;
    drop(admin);

    let url = format!("postgres://blimp@{},{}/postgres", old.host(), new.host());
    let db = open(&url, 4);
    let yard = Yard::open(&db, 8);
    until(PATIENT, async || yard.seen.count() > 200).await;
    old.kill();
    let refused = yard.seen.refused.load(Ordering::SeqCst);
    let seen = &yard.seen;
    until(PATIENT, async || {
        seen.refused.load(Ordering::SeqCst) > refused + 8
    })
    .await;
    let promoted = Instant::now();
    tokio::task::block_in_place(|| new.promote());
    until(PATIENT, async || seen.first_after(promoted).is_some()).await;
    let back = seen.first_after(promoted).unwrap();

    // Somebody starts the old primary again, as one that takes writes.
    old.append("postgresql.conf", "synchronous_standby_names = ''");
    tokio::task::block_in_place(|| old.start());
    let kept = count(&old);
    let before = yard.seen.count();
    // All connections are lost once more, with the old primary first in the list.
    let kill =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'blimp'";
    conn(&new).batch_execute(kill).unwrap();
    until(PATIENT, async || yard.seen.count() > before + 300).await;
    let seen = yard.close().await;
    seen.verify(&mut conn(&new));
    // So does a process that starts now and knows nothing of all this.
    let fresh = open(&url, 1);
    build(&fresh, -1).await.unwrap();
    assert_eq!(count(&old), kept, "the old primary was written to");
    println!(
        "R5: {} acknowledged, 0 lost, {} refused ({} unknown); writes back {back:?} after promotion began; 0 writes on the old primary",
        seen.count(),
        seen.refused.load(Ordering::SeqCst),
        seen.unknown.load(Ordering::SeqCst),
    );
    assert!(back < Duration::from_secs(5), "{back:?}");
}

fn in_recovery(conn: &mut blimp_store::Conn) -> Result<bool> {
    let row: Flag = sql_query("SELECT pg_is_in_recovery() AS yes").get_result(pg(conn))?;
    Ok(row.yes)
}

fn pg(conn: &mut blimp_store::Conn) -> &mut blimp_store::PreparedPg {
    match conn {
        blimp_store::Conn::Postgres(c) => c,
        blimp_store::Conn::Sqlite(_) => unreachable!(),
    }
}

async fn late(db: &Db, caller: u64) -> bool {
    as_caller(caller, db.read(in_recovery)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_replica_serves_callers_who_have_not_just_written() {
    if server().is_none() {
        return;
    }
    let primary = Cluster::new(&[]);
    Db::migrate(&primary.url(), &[migrations()]).unwrap();
    let replica = Cluster::standby_of(&primary);
    let options = PostgresOptions {
        replica: Some(replica.url()),
        ..PostgresOptions::default()
    };
    let db = open_with(&primary.url(), 2, &options);
    let other = open_with(&primary.url(), 2, &options);

    assert!(
        !late(&db, 1).await,
        "a new caller may have written elsewhere"
    );
    let known = until(PATIENT, async || late(&db, 1).await).await;
    assert!(known > Duration::from_secs(4), "{known:?}");
    until(PATIENT, async || late(&other, 1).await).await;
    assert!(!db.read(in_recovery).await.unwrap(), "nobody's read");
    assert!(!late(&db.primary(), 1).await, "asked for the primary");

    as_caller(1, build(&db, 1)).await.unwrap();
    assert!(!late(&db, 1).await, "wrote");
    let told = until(PATIENT, async || !late(&other, 1).await).await;
    assert!(told < Duration::from_millis(500), "{told:?}");

    tokio::task::block_in_place(|| replica.stop("immediate"));
    for caller in 10..40 {
        assert!(!late(&db, caller).await);
        assert!(!late(&db, 1).await);
    }
    let start = Instant::now();
    tokio::task::block_in_place(|| replica.start());
    until(PATIENT, async || late(&db, 1).await).await;
    println!(
        "replica: used {known:?} after first sight, another process told in {told:?}, back in {:?}",
        start.elapsed()
    );
}

fn openssl(folder: &Path, args: &str) {
    let mut command = Command::new("openssl");
    command.args(args.split_whitespace()).current_dir(folder);
    let done = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(done.is_ok_and(|status| status.success()), "openssl {args}");
}

#[tokio::test]
async fn tls_is_verified_against_the_authority_that_the_url_names() {
    if server().is_none() {
        return;
    }
    let keys = tempfile::tempdir().unwrap();
    for authority in ["right", "wrong"] {
        openssl(
            keys.path(),
            &format!(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN={authority} -keyout {authority}.key -out {authority}.pem"
            ),
        );
    }
    openssl(
        keys.path(),
        "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout server.key -out server.csr",
    );
    openssl(
        keys.path(),
        "x509 -req -in server.csr -CA right.pem -CAkey right.key -CAcreateserial -days 2 -copy_extensions copy -out server.crt",
    );
    let cluster = Cluster::new(&[]);
    for name in ["server.key", "server.crt"] {
        cluster.copy(&keys.path().join(name), name);
    }
    cluster.append("postgresql.conf", "ssl = on");
    cluster.write("pg_hba.conf", "hostssl all all 127.0.0.1/32 trust\n");
    cluster.reload();

    let url = |authority: &str| {
        let root = keys.path().join(format!("{authority}.pem"));
        format!(
            "{}?sslmode=verify-full&sslrootcert={}",
            cluster.url(),
            root.display()
        )
    };
    Db::migrate(&url("right"), &[migrations()]).unwrap();
    let db = open(&url("right"), 2);
    let encrypted = db.read(|conn| {
        let ask = "SELECT ssl AS yes FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        Ok(sql_query(ask).get_result::<Flag>(pg(conn))?.yes)
    });
    assert!(encrypted.await.unwrap());

    let start = Instant::now();
    let plain = format!("{}?sslmode=disable", cluster.url());
    for refused in [url("wrong"), plain] {
        let error = Db::migrate(&refused, &[migrations()]).unwrap_err();
        assert!(matches!(error, Error::Fault(_)), "{error:?}");
    }
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "waited for what cannot pass"
    );
}
