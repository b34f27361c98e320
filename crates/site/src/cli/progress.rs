//! Lines on the progress of a long step, with the time that is left.

use crate::count;
use crate::format::grouped;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The pause between two lines.
const PAUSE: Duration = Duration::from_secs(5);

/// When the pictures were begun, and when the last line was printed.
static BEGUN: Mutex<Option<(Instant, Instant)>> = Mutex::new(None);

/// Prints how many pictures are made, at most every few seconds.
pub fn pictures(done: usize, all: usize) {
    let mut begun = BEGUN.lock().unwrap_or_else(PoisonError::into_inner);
    let now = Instant::now();
    let (begin, said) = *begun.get_or_insert((now, now));
    if done == all {
        let took = now.duration_since(begin).as_secs_f64();
        eprintln!("pictures: {} in {took:.1} s", made(all));
        *begun = None;
    } else if done > 0 && now.duration_since(said) >= PAUSE {
        eprintln!("{}", line(done, all, now.duration_since(begin)));
        *begun = Some((begin, now));
    }
}

fn made(all: usize) -> String {
    format!("{} made", grouped(all as f64))
}

fn line(done: usize, all: usize, since: Duration) -> String {
    let left = since.as_secs_f64() / done as f64 * (all - done) as f64;
    let left = match left {
        ..90.0 => count(left.ceil() as usize, "second"),
        ..5400.0 => count((left / 60.0).round() as usize, "minute"),
        _ => count((left / 3600.0).round() as usize, "hour"),
    };
    format!("pictures: {} of {}, about {left} left", grouped(done as f64), grouped(all as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_follows_from_the_time_taken() {
        for (done, all, seconds, said) in [
            (240, 1000, 114, "pictures: 240 of 1,000, about 6 minutes left"),
            (1, 2, 1, "pictures: 1 of 2, about 1 second left"),
            (99, 100, 990, "pictures: 99 of 100, about 10 seconds left"),
            (1000, 100_000, 500, "pictures: 1,000 of 100,000, about 14 hours left"),
        ] {
            assert_eq!(line(done, all, Duration::from_secs(seconds)), said);
        }
    }
}
