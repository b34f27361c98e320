//! Controls the video element of a clip: plays it, seeks a frame, and fetches the whole file if range requests fail.

use super::{PlayWhole, VideoRef};
use crate::locale::{Locale, words};
use crate::ui::effect;
use crate::wire::Frames;
use leptos::prelude::*;

/// `HAVE_METADATA`: the duration is known.
const HAS_METADATA: u16 = 1;

/// The tolerance of a seek, seconds: browsers may round the time.
const NEAR: f64 = 0.01;

/// How far an arrow key seeks, seconds.
const LEAP: f64 = 1.0;

/// The playback speeds, with their labels.
pub(super) const SPEEDS: [(f64, &str); 4] = [(0.25, "¼ ×"), (0.5, "½ ×"), (1.0, "1 ×"), (2.0, "2 ×")];

/// The index of the initial speed.
pub(super) const NORMAL: usize = 2;

/// The action of a key or a button.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Command {
    Toggle,
    Leap(f64),
    Step(i32),
    First,
    Last,
    Loop,
    Faster(i32),
    Still,
}

impl Command {
    /// The command for a `KeyboardEvent.key`.
    pub fn of_key(key: &str) -> Option<Command> {
        Some(match key {
            " " | "k" | "K" => Command::Toggle,
            "ArrowLeft" => Command::Leap(-LEAP),
            "ArrowRight" => Command::Leap(LEAP),
            "," => Command::Step(-1),
            "." => Command::Step(1),
            "Home" => Command::First,
            "End" => Command::Last,
            "l" | "L" => Command::Loop,
            "<" => Command::Faster(-1),
            ">" => Command::Faster(1),
            "s" | "S" => Command::Still,
            _ => return None,
        })
    }
}

/// The playback state of a clip.
#[derive(Clone, Copy)]
pub(super) struct Playback {
    pub video: VideoRef,
    pub frames: Frames,
    /// The frame that is shown.
    pub frame: RwSignal<u32>,
    pub looping: RwSignal<bool>,
    /// The index in [`SPEEDS`].
    pub speed: RwSignal<usize>,
    /// A message to the reader.
    pub message: RwSignal<&'static str>,
    /// The time that the reader wants to see, until the clip can be shown there.
    goal: StoredValue<Option<f64>>,
    /// Whether the whole file has been requested.
    is_asked: StoredValue<bool>,
    locale: Locale,
    /// Saves the current frame, which has this number.
    still: Callback<(VideoRef, u32, Callback<bool>)>,
    whole: PlayWhole,
}

impl Playback {
    pub fn new(
        frames: Frames,
        locale: Locale,
        still: Callback<(VideoRef, u32, Callback<bool>)>,
        whole: PlayWhole,
    ) -> Playback {
        let this = Playback {
            video: VideoRef::new(),
            frames,
            frame: RwSignal::new(0),
            looping: RwSignal::new(true),
            speed: RwSignal::new(NORMAL),
            message: RwSignal::new(""),
            goal: StoredValue::new(None),
            is_asked: StoredValue::new(false),
            locale,
            still,
            whole,
        };
        effect(move || {
            this.looping.track();
            this.set_loop();
        });
        effect(move || {
            let speed = SPEEDS[this.speed.get()].0;
            if let Some(video) = this.video.get() {
                video.set_default_playback_rate(speed);
                video.set_playback_rate(speed);
            }
        });
        this
    }

    /// With `loop` set, a browser jumps from the end to the beginning even while paused. It is therefore set only
    /// while the clip plays.
    pub fn set_loop(self) {
        if let Some(video) = self.video.get_untracked() {
            video.set_loop(self.looping.get_untracked() && !video.paused());
        }
    }

    /// Runs the command of a key or a button.
    pub fn run(self, command: Command) {
        let Some(video) = self.video.get_untracked() else { return };
        let now = self.goal.get_value().unwrap_or_else(|| video.current_time());
        match command {
            // A browser that refuses to play shows the reason in its own controls.
            Command::Toggle if video.paused() => drop(video.play()),
            Command::Toggle => drop(video.pause()),
            Command::Leap(by) => self.go((now + by).clamp(0.0, self.frames.middle(u32::MAX))),
            Command::Step(by) => {
                let _ = video.pause();
                self.go(self.frames.stepped(now, by));
            }
            Command::First => self.go(self.frames.middle(0)),
            Command::Last => self.go(self.frames.middle(u32::MAX)),
            Command::Loop => self.looping.update(|looping| *looping = !*looping),
            Command::Faster(by) => {
                self.speed.update(|speed| *speed = speed.saturating_add_signed(by as isize).min(SPEEDS.len() - 1));
            }
            Command::Still => self.take_still(),
        }
    }

    fn take_still(self) {
        self.message.set("");
        let done = move |worked| {
            self.message.try_set(if worked { "" } else { words::STILL_NOT_YET.get(self.locale) });
        };
        self.still.run((self.video, self.frame.get_untracked(), Callback::new(done)));
    }

    fn go(self, to: f64) {
        // Nothing was loaded before; from here on, the clip is needed.
        if let Some(video) = self.video.get_untracked() {
            video.set_preload("auto");
        }
        self.goal.set_value(Some(to));
        self.frame.set(self.frames.at(to));
        self.reach();
    }

    /// Seeks the time that the reader wants to see.
    pub fn reach(self) {
        let (Some(video), Some(to)) = (self.video.get_untracked(), self.goal.get_value()) else { return };
        video.set_current_time(to);
        // A browser that knows the duration but cannot seek stays where it is.
        if video.ready_state() >= HAS_METADATA {
            if (video.current_time() - to).abs() < NEAR || to > video.duration() {
                self.goal.set_value(None);
            } else {
                self.fetch_whole(video.current_src());
            }
        }
    }

    /// Updates the frame number from the element.
    pub fn follow(self) {
        if let Some(video) = self.video.get_untracked().filter(|_| self.goal.get_value().is_none()) {
            self.frame.set(self.frames.at(video.current_time()));
        }
    }

    /// Plays the whole file from memory: not all servers support range requests.
    fn fetch_whole(self, file: String) {
        if self.is_asked.get_value() {
            return;
        }
        self.is_asked.set_value(true);
        let done = move |worked: bool| {
            if !worked {
                self.is_asked.try_set_value(false);
                self.give_up();
            }
        };
        self.whole.run((self.video, file, Callback::new(done)));
    }

    /// Called when no file can be played in parts. Fetches the first file that the browser supports as a whole.
    /// `files` are media types and URLs.
    pub fn fail(self, files: &[(String, String)]) {
        let Some(video) = self.video.get_untracked() else { return };
        match files.iter().find(|(mime, _)| !video.can_play_type(mime).is_empty()) {
            Some((_, address)) => self.fetch_whole(address.clone()),
            None => self.give_up(),
        }
    }

    /// Stops seeking, and shows the frame number of the picture that is shown.
    fn give_up(self) {
        self.goal.try_set_value(None);
        if let Some(video) = self.video.try_get_untracked().flatten() {
            if video.ready_state() < HAS_METADATA {
                // Until then, a browser reports the time that was requested.
                video.set_current_time(0.0);
            }
            self.frame.try_set(self.frames.at(video.current_time()));
        }
        self.message.try_set(words::CLIP_NOT_HERE.get(self.locale));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_of_an_editor() {
        for (key, command) in [
            (" ", Command::Toggle),
            ("k", Command::Toggle),
            (",", Command::Step(-1)),
            (".", Command::Step(1)),
            ("ArrowLeft", Command::Leap(-1.0)),
            (">", Command::Faster(1)),
        ] {
            assert_eq!(Command::of_key(key), Some(command), "{key}");
        }
        for key in ["Tab", "Enter", "Escape", "f", "ArrowUp", ""] {
            assert_eq!(Command::of_key(key), None, "{key}");
        }
    }
}
