//! The ring: which server a key lives on.
//!
//! Rendezvous hashing: every server bids for a key and the highest bid wins. A server more or
//! less moves only the keys that it wins or had won, and the order of the list does not matter.
//! A dead server keeps its keys: if they moved, what it still holds would come back to life
//! with it.

/// The place in `servers` of the one that `key` lives on; 0 where there is none.
pub(super) fn home<'a>(servers: impl Iterator<Item = &'a str>, key: &str) -> usize {
    servers
        .enumerate()
        .max_by_key(|(_, server)| bid(server, key))
        .map_or(0, |(place, _)| place)
}

/// FNV-1a over both, then mixed, since FNV's high bits hardly move for short texts. Every process
/// and every release must find the same number.
fn bid(server: &str, key: &str) -> u64 {
    let bytes = server.bytes().chain([0]).chain(key.bytes());
    let mut hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    for factor in [0xff51_afd7_ed55_8ccd_u64, 0xc4ce_b9fe_1a85_ec53] {
        hash = (hash ^ (hash >> 33)).wrapping_mul(factor);
    }
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::home;

    const THREE: [&str; 3] = ["a:11211", "b:11211", "c:11211"];

    fn keys() -> impl Iterator<Item = String> {
        (0..30_000).map(|id| format!("blimp:1:7:task:{id}:v1::0"))
    }

    fn at<'a>(servers: &[&'a str], key: &str) -> &'a str {
        servers[home(servers.iter().copied(), key)]
    }

    #[test]
    fn servers_share_the_keys_evenly() {
        for server in THREE {
            let share = keys().filter(|key| at(&THREE, key) == server).count();
            assert!((9_500..10_500).contains(&share), "{server}: {share}");
        }
    }

    #[test]
    fn the_order_of_the_list_does_not_matter() {
        assert!(keys().all(|key| at(&THREE, &key) == at(&["c:11211", "a:11211", "b:11211"], &key)));
    }

    #[test]
    fn a_server_less_moves_its_own_keys_only() {
        for key in keys() {
            let before = at(&THREE, &key);
            if before != "b:11211" {
                assert_eq!(before, at(&["a:11211", "c:11211"], &key));
            }
        }
    }

    #[test]
    fn a_key_stays_where_earlier_releases_put_it() {
        let homes = keys().take(8).map(|key| home(THREE.into_iter(), &key));
        assert_eq!(homes.collect::<Vec<_>>(), [2, 0, 2, 2, 1, 2, 1, 0]);
    }
}
