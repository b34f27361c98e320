//! The copy of the site on the device: the service worker's messages, and what they mean for the reader.
//!
//! Pure: the browser hands over the messages, and pages show what these functions make of them.

pub use wire::worker::{Amount, FrameState, Item, Order, Pin, PinState, Report, Size, Tier, Wanted, WorkerState};

#[cfg(test)]
mod tests;

/// How far the copy of the site is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copy {
    /// No report has come yet.
    Unknown,
    /// There is none, and none is on its way.
    None,
    /// On its way: bytes that have come, of how many.
    Saving(u64, u64),
    /// It is here.
    Ready,
    /// There was no room for it.
    Full,
    /// The line broke off.
    Cut,
    /// The browser has no workers.
    Unsupported,
    /// The page did not come over a secure line.
    Insecure,
    /// The browser lets the site store nothing.
    Blocked,
}

impl Copy {
    /// How far it is for readers of a language, whose text is the tier of that name.
    pub fn of(report: &Report, tier: &str) -> Copy {
        let text = report.tiers.get(tier).copied().unwrap_or_default();
        match report.state {
            WorkerState::Unknown => Copy::Unknown,
            WorkerState::Unsupported => Copy::Unsupported,
            WorkerState::Insecure => Copy::Insecure,
            WorkerState::Blocked => Copy::Blocked,
            _ if text.ready => Copy::Ready,
            WorkerState::Full => Copy::Full,
            WorkerState::Failed => Copy::Cut,
            WorkerState::Saving | WorkerState::Ready | WorkerState::Update => match text.done {
                Some(done) => Copy::Saving(done, text.bytes),
                None => Copy::None,
            },
        }
    }
}

/// What a reader can do about something saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Save it.
    Offer,
    /// Begin again, or bring it up to date.
    Again,
    /// Stop for now.
    Pause,
    /// Go on.
    Resume,
    /// Stop and forget.
    Cancel,
    /// Take it off the device.
    Delete,
}

/// How far something saved is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// On its way.
    Saving,
    /// Stopped by the reader.
    Paused,
    /// Here, every byte of it.
    Ready,
    /// Here, but the site has something else by now.
    Changed,
    /// A part of it is no longer on the device.
    Lost,
    /// There was no room.
    Full,
    /// The line broke off.
    Cut,
    /// It is no longer on the device at all.
    Gone,
}

impl Stage {
    /// How far a pin is.
    pub fn of(pin: &Pin) -> Stage {
        match pin.state {
            PinState::Saving => Stage::Saving,
            PinState::Paused => Stage::Paused,
            PinState::Full => Stage::Full,
            PinState::Failed => Stage::Cut,
            PinState::Ready if pin.done < pin.bytes => Stage::Lost,
            PinState::Ready if pin.changed > 0 => Stage::Changed,
            PinState::Ready => Stage::Ready,
        }
    }

    /// What the reader can do then.
    pub fn actions(self) -> &'static [Action] {
        match self {
            Stage::Saving => &[Action::Pause, Action::Cancel],
            Stage::Paused | Stage::Cut | Stage::Full => &[Action::Resume, Action::Cancel],
            Stage::Ready => &[Action::Delete],
            Stage::Changed | Stage::Gone => &[Action::Again, Action::Delete],
            Stage::Lost => &[Action::Resume, Action::Delete],
        }
    }
}

/// What the frame tells the reader, one thing at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// There is no network; what is shown is of that age, if there is a copy.
    Offline(Option<Age>),
    /// A newer version waits for the reader to take it.
    Update,
    /// Another tab has taken a newer version; this one can follow.
    Passed,
    /// There is no room for the copy.
    Full,
    /// The site works without a network from now on.
    Ready,
}

/// What the frame tells, of all that may be. `dismissed` are those that the reader has closed in this tab;
/// `is_told` is whether this device has been told that the site works without a network.
pub fn notice(online: bool, frame: &FrameState, dismissed: &[Notice], is_told: bool) -> Option<Notice> {
    if !online {
        return Some(Notice::Offline(frame.ready.then(|| Age::of(frame.current))));
    }
    let wanted = match frame.state {
        _ if frame.passed => Notice::Passed,
        WorkerState::Update => Notice::Update,
        WorkerState::Full => Notice::Full,
        WorkerState::Ready if frame.ready && !is_told => Notice::Ready,
        _ => return None,
    };
    (!dismissed.contains(&wanted)).then_some(wanted)
}

/// How long ago something was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Less than two minutes.
    Now,
    /// Minutes.
    Minutes(u64),
    /// Hours.
    Hours(u64),
    /// Days.
    Days(u64),
}

impl Age {
    /// The age of something, in milliseconds.
    pub fn of(milliseconds: u64) -> Age {
        match milliseconds / 60_000 {
            0..2 => Age::Now,
            minutes @ 2..120 => Age::Minutes(minutes),
            minutes @ 120..2880 => Age::Hours(minutes / 60),
            minutes => Age::Days(minutes / 1440),
        }
    }
}

/// Bytes as readers count them: `34.5 MB`, `610 kB`.
pub fn size(bytes: u64) -> String {
    match bytes {
        0 => "0 kB".to_owned(),
        1..999_500 => [&(bytes + 500).div_euclid(1000).max(1).to_string(), " kB"].concat(),
        _ if bytes < 999_950_000 => [tenths(bytes / 10_000), " MB".to_owned()].concat(),
        _ => [tenths(bytes / 10_000_000), " GB".to_owned()].concat(),
    }
}

/// Hundredths as a number with one decimal, rounded.
fn tenths(hundredths: u64) -> String {
    let tenths = (hundredths + 5) / 10;
    [(tenths / 10).to_string(), (tenths % 10).to_string()].join(".")
}

/// A share in whole hundredths; never all of it before all is there.
pub fn percent(done: u64, of: u64) -> u64 {
    if done >= of { 100 } else { (done.saturating_mul(100) / of.max(1)).min(99) }
}
