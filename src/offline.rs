//! The copy of the site on the device: the service worker's messages, and what they mean for the reader.
//!
//! Pure functions: the browser passes on the messages, and pages show the results.

pub use wire::worker::{Amount, FrameState, Item, Order, Pin, PinState, Report, Size, Tier, Wanted, WorkerState};

#[cfg(test)]
mod tests;

/// The state of the copy of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copy {
    /// No report has come yet.
    Unknown,
    /// There is no copy, and none is being saved.
    None,
    /// Being saved: bytes received, and bytes in total.
    Saving(u64, u64),
    /// Complete.
    Ready,
    /// There was not enough storage.
    Full,
    /// The connection broke off.
    Cut,
    /// The browser does not support service workers.
    Unsupported,
    /// The page was not loaded over a secure connection.
    Insecure,
    /// The browser does not let the site store anything.
    Blocked,
}

impl Copy {
    /// The state of the copy for readers of a language, whose texts are in the tier of that name.
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

/// An action on a saved thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Save it.
    Offer,
    /// Start again, or update it.
    Again,
    /// Pause saving.
    Pause,
    /// Resume saving.
    Resume,
    /// Stop saving and delete it.
    Cancel,
    /// Remove it from the device.
    Delete,
}

/// The state of a saved thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Being saved.
    Saving,
    /// Paused by the reader.
    Paused,
    /// Complete.
    Ready,
    /// Complete, but changed on the site since.
    Changed,
    /// A part of it is no longer on the device.
    Lost,
    /// There was not enough storage.
    Full,
    /// The connection broke off.
    Cut,
    /// It is no longer on the device at all.
    Gone,
}

impl Stage {
    /// The state of a pin.
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

    /// Actions available in this state.
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

/// A notice of the frame; one is shown at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The device is offline. The age is that of the copy, if there is one.
    Offline(Option<Age>),
    /// A newer version waits for the reader to install it.
    Update,
    /// Another tab has installed a newer version; this one can follow.
    Passed,
    /// There is not enough storage for the copy.
    Full,
    /// The site now works offline.
    Ready,
}

/// The notice to show, of all that apply. `dismissed` are those that the reader has closed in this tab; `is_told` is
/// whether this device has been informed that the site works offline.
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

/// The time since an event.
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
    /// The age for a number of milliseconds.
    pub fn of(milliseconds: u64) -> Age {
        match milliseconds / 60_000 {
            0..2 => Age::Now,
            minutes @ 2..120 => Age::Minutes(minutes),
            minutes @ 120..2880 => Age::Hours(minutes / 60),
            minutes => Age::Days(minutes / 1440),
        }
    }
}

/// A number of bytes in words: `34.5 MB`, `610 kB`.
pub fn size(bytes: u64) -> String {
    match bytes {
        0 => "0 kB".to_owned(),
        1..999_500 => [&(bytes + 500).div_euclid(1000).max(1).to_string(), " kB"].concat(),
        _ if bytes < 999_950_000 => [tenths(bytes / 10_000), " MB".to_owned()].concat(),
        _ => [tenths(bytes / 10_000_000), " GB".to_owned()].concat(),
    }
}

/// A number of hundredths with one decimal, rounded.
fn tenths(hundredths: u64) -> String {
    let tenths = (hundredths + 5) / 10;
    [(tenths / 10).to_string(), (tenths % 10).to_string()].join(".")
}

/// A percentage as a whole number; 100 only if all is there.
pub fn percent(done: u64, of: u64) -> u64 {
    if done >= of { 100 } else { (done.saturating_mul(100) / of.max(1)).min(99) }
}
