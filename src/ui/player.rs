//! A clip in the browser's own video element: the poster first, and nothing else is loaded until the reader asks for
//! it. Also steps by frame, loops, changes the speed, and saves a frame.

mod playback;

use super::{ActionButton, effect, use_locale};
use crate::locale::{Words, words};
use crate::wire::{Frames, Picture, Rendition};
use leptos::prelude::*;
use leptos::{ev, html};
use playback::{Command, NORMAL, Playback, SPEEDS};

/// The video element.
pub type VideoRef = NodeRef<html::Video>;

/// Saves the current frame as a picture of this name; reports whether there was one.
pub type TakeStill = Callback<(VideoRef, String, Callback<bool>)>;

/// Makes an element play the whole file of this URL from memory; reports whether that worked.
pub type PlayWhole = Callback<(VideoRef, String, Callback<bool>)>;

/// A clip with its poster.
#[component]
pub fn Player(
    /// The files, the preferred one first.
    renditions: Vec<Rendition>,
    /// The poster.
    poster: Picture,
    /// The title.
    title: String,
    /// The frames of the clip.
    frames: Frames,
    /// The file name of its stills, before their timecode.
    id: String,
    /// Whether the reader prefers reduced motion: then the clip does not loop by default.
    #[prop(into)]
    calm: Signal<bool>,
    /// Saves a frame.
    still: TakeStill,
    /// Plays a whole file from memory. Some servers do not support range requests, and without these a browser cannot
    /// seek, or does not play the file at all.
    whole: PlayWhole,
    /// What became of the saved frame, next to the buttons.
    saved: AnyView,
) -> impl IntoView {
    let locale = use_locale();
    let take = Callback::new(move |(video, frame, done)| still.run((video, frames.still_name(&id, frame), done)));
    let playback = Playback::new(frames, locale, take, whole);
    effect(move || {
        if calm.get() {
            playback.looping.set(false);
        }
    });
    let fit = if poster.height > poster.width { "portrait" } else { "landscape" };
    // The browser tries one file after the other, and fails after the last. Safari plays no file from a server
    // without range requests.
    let last = renditions.len().saturating_sub(1);
    let files: Vec<_> = renditions.iter().map(|file| (file.mime.clone(), file.src.clone())).collect();
    let failed = Callback::new(move |at: usize| {
        if at == last {
            playback.fail(&files);
        }
    });
    let source = |(at, file): (usize, Rendition)| {
        view! { <source src=file.src type=file.mime on:error=move |_| failed.run(at) /> }
    };
    let sources: Vec<_> = renditions.into_iter().enumerate().map(source).collect();
    view! {
        <div class="player" data-fit=fit on:keydown:capture=keys(playback, true)>
            <video
                node_ref=playback.video
                controls
                loop
                muted
                playsinline
                preload="none"
                poster=poster.src.clone()
                width=poster.width
                height=poster.height
                aria-label=title
                on:play=move |_| playback.set_loop()
                on:pause=move |_| playback.set_loop()
                on:loadedmetadata=move |_| playback.reach()
                on:loadeddata=move |_| playback.message.set("")
                on:timeupdate=move |_| playback.follow()
                on:seeked=move |_| playback.follow()
            >
                {sources}
                <p>{words::NO_VIDEO.get(locale)}</p>
            </video>
            // Browsers print an empty frame for a video.
            <img class="player-poster" src=poster.src alt="" />
        </div>
        {tools_view(playback, saved)}
        <p class="fine player-help">{words::PLAYER_KEYS.get(locale)}</p>
    }
    .into_any()
}

/// Handles the keys of the player. Space on a button presses the button.
fn keys(playback: Playback, is_video: bool) -> impl Fn(ev::KeyboardEvent) + 'static {
    move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let command = Command::of_key(&event.key()).filter(|command| is_video || *command != Command::Toggle);
        if let Some(command) = command {
            // The browser's own controls have keys, too, and would repeat the action.
            event.prevent_default();
            event.stop_propagation();
            playback.run(command);
        }
    }
}

/// The buttons below the clip.
fn tools_view(playback: Playback, saved: AnyView) -> AnyView {
    let locale = use_locale();
    let Playback { frames, frame, speed, .. } = playback;
    let step = move |by: i32, words: Words, sign: &'static str| {
        let (name, press) = (words.get(locale), move |_| playback.run(Command::Step(by)));
        view! {
            <button class="player-button" type="button" aria-label=name title=name on:click=press>
                <span aria-hidden="true">{sign}</span>
            </button>
        }
    };
    let option = |(at, (_, name)): (usize, &(f64, &'static str))| view! { <option value=at.to_string() selected={at == NORMAL}>{*name}</option> };
    let speeds: Vec<_> = SPEEDS.iter().enumerate().map(option).collect();
    let list = NodeRef::<html::Select>::new();
    let choose = move |_| {
        if let Some(at) = list.get_untracked().and_then(|list| list.value().parse().ok()) {
            speed.set(at);
        }
    };
    view! {
        <div class="player-tools" role="group" aria-label=words::PLAYER_TOOLS.get(locale) on:keydown=keys(playback, false)>
            {step(-1, words::FRAME_BACK, "◂|")}
            <span class="player-time">{move || frames.timecode(frame.get())}</span>
            {step(1, words::FRAME_ON, "|▸")}
            <label>
                {words::SPEED.get(locale)}
                " "
                <select node_ref=list prop:value=move || speed.get().to_string() on:change=choose>{speeds}</select>
            </label>
            <ActionButton label=words::LOOP press=move |()| playback.run(Command::Loop) pressed=playback.looping />
            <ActionButton label=words::STILL press=move |()| playback.run(Command::Still) />
            <span role="status">{playback.message}</span>
            {saved}
        </div>
    }
    .into_any()
}
