//! A clip on the browser's own video element: poster first, nothing loaded until it is wanted; then frame by
//! frame, in a loop, at other speeds, and a frame to take away.

use super::use_locale;
use crate::locale::words;
use crate::wire::{Frames, Picture, Rendition};
use leptos::prelude::*;
use leptos::{ev, html};

/// The element that plays.
pub type VideoRef = NodeRef<html::Video>;

/// Takes the frame that is shown as a picture of this name; answers whether that worked.
pub type TakeStill = Callback<(VideoRef, String, Callback<bool>)>;

/// Gives an element a file of this address as a whole, to play from memory; answers whether that worked.
pub type PlayWhole = Callback<(VideoRef, String, Callback<bool>)>;

/// Knows how long it is: `HAVE_METADATA`.
const HAS_METADATA: u16 = 1;

/// Seconds by which a browser may round a place.
const NEAR: f64 = 0.01;

/// Seconds that an arrow key goes.
const LEAP: f64 = 1.0;

/// How many times as fast a clip can be shown, with what stands in the list.
const SPEEDS: [(f64, &str); 4] = [(0.25, "¼ ×"), (0.5, "½ ×"), (1.0, "1 ×"), (2.0, "2 ×")];

/// What a key or a button does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Deed {
    Toggle,
    Leap(f64),
    Step(i32),
    First,
    Last,
    Loop,
    Faster(i32),
    Still,
}

impl Deed {
    /// The deed of a `KeyboardEvent.key`.
    fn of_key(key: &str) -> Option<Deed> {
        Some(match key {
            " " | "k" | "K" => Deed::Toggle,
            "ArrowLeft" => Deed::Leap(-LEAP),
            "ArrowRight" => Deed::Leap(LEAP),
            "," => Deed::Step(-1),
            "." => Deed::Step(1),
            "Home" => Deed::First,
            "End" => Deed::Last,
            "l" | "L" => Deed::Loop,
            "<" => Deed::Faster(-1),
            ">" => Deed::Faster(1),
            "s" | "S" => Deed::Still,
            _ => return None,
        })
    }
}

/// A clip with its poster.
#[component]
pub fn Player(
    /// The files, the preferred one first.
    renditions: Vec<Rendition>,
    /// The poster.
    poster: Picture,
    /// What it is called.
    title: String,
    /// Its frames.
    frames: Frames,
    /// What its stills are called before their timecode.
    id: String,
    /// Whether the reader wants little to move: then it is not shown again and again.
    #[prop(into)]
    calm: Signal<bool>,
    /// Takes a frame away.
    still: TakeStill,
    /// Plays a file as a whole: some servers give no parts of a file, and without them a browser cannot go to a place
    /// in it, or does not play at all.
    whole: PlayWhole,
) -> impl IntoView {
    let locale = use_locale();
    let video = VideoRef::new();
    let frame = RwSignal::new(0_u32);
    let looping = RwSignal::new(true);
    let speed = RwSignal::new(2_usize);
    let says = RwSignal::new("");
    Effect::new(move |_| {
        if calm.get() {
            looping.set(false);
        }
    });
    // A browser goes from the end to the beginning even if it stands still there, so the loop is on while it plays.
    let loops = move || {
        if let Some(video) = video.get_untracked() {
            video.set_loop(looping.get_untracked() && !video.paused());
        }
    };
    Effect::new(move |_| {
        looping.track();
        loops();
    });
    Effect::new(move |_| {
        let speed = SPEEDS[speed.get()].0;
        if let Some(video) = video.get() {
            video.set_default_playback_rate(speed);
            video.set_playback_rate(speed);
        }
    });
    let take = move || {
        says.set("");
        let done = move |worked| {
            says.try_set(if worked { words::STILL_TAKEN } else { words::STILL_NOT_YET }.get(locale));
        };
        still.run((video, frames.still_name(&id, frame.get_untracked()), Callback::new(done)));
    };
    // Where the reader wants to be, until the clip can be shown there.
    let goal = StoredValue::new(None::<f64>);
    let is_asked = StoredValue::new(false);
    // The time is again that of the picture that is shown.
    let give_up = move || {
        goal.try_set_value(None);
        if let Some(player) = video.try_get_untracked().flatten() {
            if player.ready_state() < HAS_METADATA {
                // Until then a browser answers with the time that it was asked for.
                player.set_current_time(0.0);
            }
            frame.try_set(frames.at(player.current_time()));
        }
        says.try_set(words::CLIP_NOT_HERE.get(locale));
    };
    let fetch_whole = move |file: String| {
        if is_asked.get_value() {
            return;
        }
        is_asked.set_value(true);
        let done = move |worked: bool| {
            if !worked {
                is_asked.try_set_value(false);
                give_up();
            }
        };
        whole.run((video, file, Callback::new(done)));
    };
    let reach = move || {
        let (Some(player), Some(to)) = (video.get_untracked(), goal.get_value()) else { return };
        player.set_current_time(to);
        // Once it knows how long the clip is, a browser that cannot go there stays where it is.
        if player.ready_state() >= HAS_METADATA {
            if (player.current_time() - to).abs() < NEAR || to > player.duration() {
                goal.set_value(None);
            } else {
                fetch_whole(player.current_src());
            }
        }
    };
    let act = Callback::new(move |deed: Deed| {
        let Some(player) = video.get_untracked() else { return };
        let go = |to: f64| {
            // Nothing was loaded before: from here on it is wanted.
            player.set_preload("auto");
            goal.set_value(Some(to));
            frame.set(frames.at(to));
            reach();
        };
        let now = goal.get_value().unwrap_or_else(|| player.current_time());
        match deed {
            // A browser that refuses to play says why in its own controls.
            Deed::Toggle if player.paused() => drop(player.play()),
            Deed::Toggle => drop(player.pause()),
            Deed::Leap(by) => go((now + by).clamp(0.0, frames.middle(u32::MAX))),
            Deed::Step(by) => {
                let _ = player.pause();
                go(frames.stepped(now, by));
            }
            Deed::First => go(frames.middle(0)),
            Deed::Last => go(frames.middle(u32::MAX)),
            Deed::Loop => looping.update(|looping| *looping = !*looping),
            Deed::Faster(by) => {
                speed.update(|speed| *speed = speed.saturating_add_signed(by as isize).min(SPEEDS.len() - 1))
            }
            Deed::Still => take(),
        }
    });
    // Space on a button presses the button.
    let key = move |of_video: bool| {
        move |event: ev::KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let deed = Deed::of_key(&event.key()).filter(|deed| of_video || !matches!(deed, Deed::Toggle));
            if let Some(deed) = deed {
                // Browsers' own controls have keys too, and would do as much again.
                event.prevent_default();
                event.stop_propagation();
                act.run(deed);
            }
        }
    };
    let follow = move |_| {
        if let Some(player) = video.get_untracked().filter(|_| goal.get_value().is_none()) {
            frame.set(frames.at(player.current_time()));
        }
    };
    let mark =
        poster.illustration.then(|| view! { <span class="picture-mark">{words::ILLUSTRATION.get(locale)}</span> });
    let fit = if poster.height > poster.width { "portrait" } else { "landscape" };
    let button = move |deed: Deed, words: crate::locale::Words, sign: &'static str| {
        let name = words.get(locale);
        view! {
            <button class="player-button" type="button" aria-label=name title=name on:click=move |_| act.run(deed)>
                <span aria-hidden="true">{sign}</span>
            </button>
        }
    };
    let speeds: Vec<_> = SPEEDS
        .iter()
        .enumerate()
        .map(|(at, (_, name))| view! { <option value=at.to_string() selected={at == 2}>{*name}</option> })
        .collect();
    // The browser tries one file after the other, and gives up after the last; Safari plays none from a server that
    // gives no parts of it.
    let last = renditions.len().saturating_sub(1);
    let files: Vec<_> = renditions.iter().map(|file| (file.mime.clone(), file.src.clone())).collect();
    let failed = Callback::new(move |at: usize| {
        let Some(player) = video.get_untracked().filter(|_| at == last) else { return };
        match files.iter().find(|(mime, _)| !player.can_play_type(mime).is_empty()) {
            Some((_, src)) => fetch_whole(src.clone()),
            None => give_up(),
        }
    });
    let chosen = NodeRef::<html::Select>::new();
    let choose = move |_| {
        if let Some(at) = chosen.get_untracked().and_then(|list| list.value().parse().ok()) {
            speed.set(at);
        }
    };
    view! {
        <div class="player" data-fit=fit on:keydown:capture=key(true)>
            <video
                node_ref=video
                controls
                loop
                muted
                playsinline
                preload="none"
                poster=poster.src
                width=poster.width
                height=poster.height
                aria-label=title
                on:play=move |_| loops()
                on:pause=move |_| loops()
                on:loadedmetadata=move |_| reach()
                on:loadeddata=move |_| says.set("")
                on:timeupdate=follow
                on:seeked=follow
            >
                {renditions
                    .into_iter()
                    .enumerate()
                    .map(|(at, file)| view! { <source src=file.src type=file.mime on:error=move |_| failed.run(at) /> })
                    .collect_view()}
                <p>{words::NO_VIDEO.get(locale)}</p>
            </video>
            {mark}
        </div>
        <div class="player-tools" role="group" aria-label=words::PLAYER_TOOLS.get(locale) on:keydown=key(false)>
            {button(Deed::Step(-1), words::FRAME_BACK, "◂|")}
            <span class="player-time">{move || frames.timecode(frame.get())}</span>
            {button(Deed::Step(1), words::FRAME_ON, "|▸")}
            <label>
                {words::SPEED.get(locale)}
                " "
                <select node_ref=chosen prop:value=move || speed.get().to_string() on:change=choose>{speeds}</select>
            </label>
            <button
                class="button"
                type="button"
                aria-pressed=move || looping.get().to_string()
                on:click=move |_| act.run(Deed::Loop)
            >
                {words::LOOP.get(locale)}
            </button>
            <button class="button" type="button" on:click=move |_| act.run(Deed::Still)>
                {words::STILL.get(locale)}
            </button>
            <span role="status">{says}</span>
        </div>
        <p class="fine player-help">{words::PLAYER_KEYS.get(locale)}</p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_of_an_editor() {
        for (key, deed) in [
            (" ", Deed::Toggle),
            ("k", Deed::Toggle),
            (",", Deed::Step(-1)),
            (".", Deed::Step(1)),
            ("ArrowLeft", Deed::Leap(-1.0)),
            (">", Deed::Faster(1)),
        ] {
            assert_eq!(Deed::of_key(key), Some(deed), "{key}");
        }
        for key in ["Tab", "Enter", "Escape", "f", "ArrowUp", ""] {
            assert_eq!(Deed::of_key(key), None, "{key}");
        }
    }
}
