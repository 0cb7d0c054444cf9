//! Memcached gone: the cache costs speed only, and never brings somebody back who was signed out.

use std::time::Duration;

use blimp_faults::{Ask, Memcached, Wire, pause};

use crate::ground::{Ground, House, at_least};

/// One dies, then the other, then both come back without their memory.
pub(crate) fn run(ground: &Ground) -> Result<String, String> {
    let (mut one, mut other) = (Memcached::start(), Memcached::start());
    let url = format!(
        "memcached://127.0.0.1:{},127.0.0.1:{}",
        one.port, other.port
    );
    let house = ground.on_postgres(&[("CACHE_URL", &url)])?;
    let time = Duration::from_secs(ground.pick(10, 2));
    let (signed_out, tally) = house.load("memcached", || {
        pause(time);
        one.kill();
        pause(time);
        other.kill();
        let signed_out = sign_out(&house);
        pause(time);
        one.restart();
        other.restart();
        pause(time);
        signed_out
    });
    let last = signed_out?;
    if ask_me(&house, &last) != 401 {
        return Err("a session that had ended was good again".to_owned());
    }
    let words = at_least(10_000, "during", &tally)?;
    Ok(format!("{words}; afterwards {}", house.settle()?))
}

/// Ends the last person's session while the cache is away; their cookie.
fn sign_out(house: &House) -> Result<String, String> {
    let body = serde_json::json!({
        "email": "member6@example.com", "password": "correct horse battery",
    });
    let ask = Ask::post("/session", body);
    let reply = Wire::new(house.place.port, "").send(&ask);
    let cookie = reply.map_err(|error| error.to_string())?.cookie;
    let cookie = cookie.ok_or("nobody can sign in")?;
    if ask_me(house, &cookie) != 200 {
        return Err("who has signed in is not known".to_owned());
    }
    let end = Ask {
        method: "DELETE",
        ..Ask::get("/session")
    };
    let ended = Wire::new(house.place.port, &cookie).send(&end);
    if !ended.is_ok_and(|reply| reply.is_done()) {
        return Err("nobody can sign out".to_owned());
    }
    match ask_me(house, &cookie) {
        401 => Ok(cookie),
        status => Err(format!("who has signed out gets {status}")),
    }
}

fn ask_me(house: &House, cookie: &str) -> u16 {
    let reply = Wire::new(house.place.port, cookie).send(&Ask::get("/me"));
    reply.map_or(0, |reply| reply.status)
}
