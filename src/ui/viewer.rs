//! The picture viewer: one picture at a time across the window, with its neighbours ready on both sides.
//!
//! It follows [`Viewer`]'s signal and reports where the reader wants to go; the page that shows it keeps the URL.

pub mod look;
pub mod panorama;
mod zoom;

use super::gesture::Gesture;
use super::icon::{self, Icon, icon_view};
use super::{caption_lines, effect, keyed_list, memo, use_locale};
use crate::geo::projection::{Size, Step, View};
use crate::locale::{Locale, Words, words};
use crate::wire::{Panorama, Picture};
use leptos::prelude::*;
use leptos::{ev, html};
use panorama::{Panoramas, Screen, motion_button, panorama_view};
use std::cmp::Ordering;
use std::sync::Arc;
use zoom::{HOME, Swipe, Turn, panned, released, stepped, zoomed};

/// The element that receives the gestures.
pub type StageRef = NodeRef<html::Div>;

/// The state that the parts of the viewer share.
#[derive(Clone, Copy)]
struct Shown {
    pictures: StoredValue<Arc<Vec<Picture>>>,
    /// The index of the picture.
    current: Memo<usize>,
    /// The size of the stage.
    size: RwSignal<Size>,
    view: RwSignal<View>,
    /// How far the picture that fills the stage is dragged, in pixels to the right and down.
    drag: RwSignal<(f64, f64)>,
    /// Whether the picture follows a finger or a mouse.
    is_held: RwSignal<bool>,
    turn: Callback<usize>,
    leave: Callback<()>,
    packed: Signal<Option<Vec<String>>>,
    choose: Callback<String>,
    panoramas: Panoramas,
    dialog: NodeRef<html::Dialog>,
}

impl Shown {
    fn count(self) -> usize {
        self.pictures.with_value(|pictures| pictures.len())
    }

    fn picture(self, index: usize) -> Picture {
        self.pictures.with_value(|pictures| pictures[index].clone())
    }

    /// The width and height of the current picture.
    fn shape(self) -> (f64, f64) {
        let index = self.current.get_untracked();
        self.pictures.with_value(|pictures| (pictures[index].width.into(), pictures[index].height.into()))
    }

    fn is_whole(self) -> bool {
        self.view.with(|view| view.scale < 1.01)
    }

    fn change(self, change: impl FnOnce(View, Size, (f64, f64)) -> View) {
        let next = change(self.view.get_untracked(), self.size.get_untracked(), self.shape());
        self.view.set(next);
    }

    fn step(self, step: Step, locale: Locale) {
        if !self.panoramas.step(step, locale) {
            self.change(|view, size, shape| stepped(view, step, size, shape));
        }
    }

    /// Goes to another picture, if there is one in that direction.
    fn turn(self, turn: Turn) {
        let (at, last) = (self.current.get_untracked(), self.count() - 1);
        let next = match turn {
            Turn::First => 0,
            Turn::Last => last,
            Turn::Back => at.saturating_sub(1),
            Turn::On => last.min(at + 1),
        };
        if next != at {
            self.turn.run(next);
        }
    }

    fn feel(self, gesture: Gesture) {
        let is_turned = self.panoramas.feel(gesture, self.size.get_untracked());
        match gesture {
            Gesture::Moved { .. } | Gesture::Zoomed { .. } | Gesture::Doubled { .. } | Gesture::Released
                if is_turned => {}
            Gesture::Sized(now) => {
                self.size.set(now);
                self.view.set(HOME);
            }
            Gesture::Moved { right, down } => {
                self.is_held.set(true);
                if self.is_whole() {
                    self.drag.update(|(across, along)| (*across, *along) = (*across + right, *along + down));
                } else {
                    self.change(|view, size, shape| panned(view, right, down, size, shape));
                }
            }
            Gesture::Zoomed { factor, about } => {
                self.drag.set((0.0, 0.0));
                self.change(|view, size, shape| zoomed(view, factor, about, size, shape));
            }
            Gesture::Doubled { about } => {
                let factor = if self.is_whole() { zoom::DOUBLED } else { 0.0 };
                self.change(|view, size, shape| zoomed(view, factor, about, size, shape));
            }
            Gesture::Released => {
                self.is_held.set(false);
                let drag = self.drag.get_untracked();
                self.drag.set((0.0, 0.0));
                match released(drag, self.size.get_untracked()) {
                    Some(Swipe::Turn(turn)) => self.turn(turn),
                    Some(Swipe::Close) => self.leave.run(()),
                    None => {}
                }
            }
        }
    }

    fn key(self, event: &ev::KeyboardEvent, locale: Locale) {
        // Key combinations of the browser, above all its zoom, are left to it.
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let key = event.key();
        if let Some(step) = Step::of_key(&key)
            && self.panoramas.step(step, locale)
        {
            event.prevent_default();
            // A point that has the focus may go out of sight.
            if let Some(dialog) = self.dialog.get_untracked() {
                let _ = dialog.focus();
            }
            return;
        }
        let is_whole = self.is_whole();
        let turn = match key.as_str() {
            "ArrowLeft" if is_whole => Turn::Back,
            "ArrowRight" if is_whole => Turn::On,
            "PageUp" => Turn::Back,
            "PageDown" => Turn::On,
            "Home" => Turn::First,
            "End" => Turn::Last,
            _ => {
                if let Some(step) = Step::of_key(&key) {
                    event.prevent_default();
                    self.step(step, locale);
                }
                return;
            }
        };
        event.prevent_default();
        self.turn(turn);
    }
}

/// The viewer.
#[component]
pub fn Viewer(
    /// The pictures; at least one.
    pictures: Arc<Vec<Picture>>,
    /// Which of them are panoramas.
    panoramas: Arc<Vec<Panorama>>,
    /// The name of what they show.
    name: String,
    /// The index of the picture to show; none while the viewer is closed.
    #[prop(into)]
    at: Signal<Option<usize>>,
    /// The dialogue. The page opens and closes it.
    dialog: NodeRef<html::Dialog>,
    /// Called with the index of a picture that the reader goes to.
    turn: Callback<usize>,
    /// Called when the reader closes the viewer.
    leave: Callback<()>,
    /// The ids of the pictures that are in the reader's pack. None until that is known.
    #[prop(into)]
    packed: Signal<Option<Vec<String>>>,
    /// Called with the id of a picture that the reader adds to the pack or removes.
    choose: Callback<String>,
    /// Called to draw a panorama while its owner lives.
    draw: Callback<Screen>,
    /// Called with the stage, to listen to it.
    watch: Callback<(StageRef, Callback<Gesture>)>,
) -> impl IntoView {
    let locale = use_locale();
    let last = pictures.len() - 1;
    let shown = Shown {
        pictures: StoredValue::new(pictures),
        current: Memo::new(move |before: Option<&usize>| {
            at.get().map_or_else(|| before.copied().unwrap_or_default(), |index| index.min(last))
        }),
        size: RwSignal::new(Size { width: 1.0, height: 1.0 }),
        view: RwSignal::new(HOME),
        drag: RwSignal::new((0.0, 0.0)),
        is_held: RwSignal::new(false),
        turn,
        leave,
        packed,
        choose,
        panoramas: Panoramas::new(panoramas, at, draw),
        dialog,
    };
    effect(move || {
        shown.current.track();
        shown.view.set(HOME);
    });
    let stage = StageRef::new();
    let feel = Callback::new(move |gesture| shown.feel(gesture));
    effect(move || watch.run((stage, feel)));
    let around = move || {
        let at = shown.current.get();
        at.saturating_sub(1)..=last.min(at + 1)
    };
    let pixels = |(across, along): (f64, f64)| format!("{}px {}px", across.round() as i32, along.round() as i32);
    view! {
        <dialog
            class="viewer"
            node_ref=dialog
            tabindex="-1"
            aria-label=words::VIEWER.with(locale, &[&name])
            on:keydown=move |event| shown.key(&event, locale)
            on:close=move |_| leave.run(())
        >
            {bar_view(shown)}
            <div class="viewer-stage" node_ref=stage data-held=move || shown.is_held.get().then_some("")>
                <div class="viewer-slides" style:translate=move || pixels(shown.drag.get())>
                    {keyed_list(around, |index| *index, move |index| slide_view(shown, index))}
                </div>
                {panorama_view(shown)}
            </div>
            {turn_button(shown, Turn::Back)}
            {turn_button(shown, Turn::On)}
            {caption_view(shown)}
        </dialog>
    }
    .into_any()
}

/// A picture in the row of pictures.
fn slide_view(shown: Shown, index: usize) -> AnyView {
    let Picture { src, sources, alt, width, height, .. } = shown.picture(index);
    let is_here = move || shown.current.get() == index;
    let place = move || match index.cmp(&shown.current.get()) {
        Ordering::Less => "before",
        Ordering::Equal => "here",
        Ordering::Greater => "after",
    };
    // A larger slot makes the browser load a larger file.
    let sizes = move || if is_here() && !shown.is_whole() { "300vw" } else { "100vw" };
    let view = move || if is_here() { shown.view.get() } else { HOME };
    let scale = move || format!("{}%", (view().scale * 100.0).round() as i32);
    let translate = move || {
        let View { centre, scale } = view();
        format!("{}px {}px", (-centre.x * scale).round() as i32, (-centre.y * scale).round() as i32)
    };
    let sources: Vec<_> = sources
        .into_iter()
        .map(|source| view! { <source type=source.mime srcset=source.srcset sizes=sizes /> })
        .collect();
    view! {
        <div class="viewer-slide" data-place=place aria-hidden=move || (!is_here()).then_some("true")>
            <picture>
                {sources}
                <img src=src alt=alt width=width height=height decoding="async" style:scale=scale style:translate=translate />
            </picture>
        </div>
    }
    .into_any()
}

/// The counter, and the buttons for zoom, the largest file, and closing.
fn bar_view(shown: Shown) -> AnyView {
    let locale = use_locale();
    let count = shown.count();
    let full = move || {
        let picture = shown.picture(shown.current.get());
        // The widest file of the best format, which is also the one that is stored for offline use.
        let best = picture.sources.first().and_then(|source| source.srcset.rsplit(", ").next());
        let file = best.and_then(|file| file.split(' ').next()).map(str::to_owned);
        file.unwrap_or(picture.src)
    };
    let full_name = move || {
        let Picture { width, height, .. } = shown.picture(shown.current.get());
        words::PICTURE_FULL.with(locale, &[&width.to_string(), &height.to_string()])
    };
    let zoom =
        move |step: Step, name: Words, icon: Icon| viewer_button(locale, name, icon, move || shown.step(step, locale));
    view! {
        <div class="viewer-bar">
            <p class="viewer-count" aria-hidden="true">{move || format!("{} / {count}", shown.current.get() + 1)}</p>
            {motion_button(shown)}
            {pack_toggle(shown)}
            {zoom(Step::Out, words::ZOOM_OUT, icon::LESS)}
            {zoom(Step::In, words::ZOOM_IN, icon::MORE)}
            <a class="viewer-button" href=full target="_blank" rel="noopener" aria-label=full_name title=full_name>
                {icon_view(icon::FULL)}
            </a>
            {viewer_button(locale, words::CLOSE, icon::CLOSE, move || shown.leave.run(()))}
        </div>
    }
    .into_any()
}

/// The button that adds the picture to the pack or removes it. Pictures without an id have none.
fn pack_toggle(shown: Shown) -> AnyView {
    let locale = use_locale();
    let id = move || shown.picture(shown.current.get()).id;
    let is_hidden = move || shown.packed.with(Option::is_none) || id().is_empty();
    let is_packed = memo(move || shown.packed.with(|ids| ids.iter().flatten().any(|it| *it == id())));
    let name = move || if is_packed.get() { words::PICTURE_IN } else { words::PICTURE_ADD }.get(locale);
    let icon = move || icon_view(if is_packed.get() { icon::PACK } else { icon::PACK_ADD });
    view! {
        <button
            class="viewer-button viewer-pack"
            type="button"
            hidden=is_hidden
            title=name
            aria-pressed=move || if is_packed.get() { "true" } else { "false" }
            on:click=move |_| shown.choose.run(id())
        >
            {icon}
            <span>{name}</span>
        </button>
    }
    .into_any()
}

fn viewer_button(locale: Locale, name: Words, icon: Icon, press: impl Fn() + 'static) -> AnyView {
    let name = name.get(locale);
    view! {
        <button class="viewer-button" type="button" aria-label=name title=name on:click=move |_| press()>
            {icon_view(icon)}
        </button>
    }
    .into_any()
}

/// The button beside the picture. At either end it is disabled but not removed, so it keeps the focus.
fn turn_button(shown: Shown, turn: Turn) -> AnyView {
    let locale = use_locale();
    let last = shown.count() - 1;
    let (name, icon, end, side) = match turn {
        Turn::Back => (words::PICTURE_PREVIOUS, icon::BACK, 0, "back"),
        _ => (words::PICTURE_NEXT, icon::ON, last, "on"),
    };
    let name = name.get(locale);
    view! {
        <button
            class="viewer-button viewer-turn"
            type="button"
            data-side=side
            hidden=last == 0
            aria-label=name
            title=name
            aria-disabled=move || (shown.current.get() == end).then_some("true")
            on:click=move |_| shown.turn(turn)
        >
            {icon_view(icon)}
        </button>
    }
    .into_any()
}

/// The lines below the picture, and what a screen reader says of it.
fn caption_view(shown: Shown) -> AnyView {
    let locale = use_locale();
    let lines = move || {
        let picture = shown.picture(shown.current.get());
        let mark = picture.illustration.then(|| words::ILLUSTRATION.get(locale).to_owned());
        let lines = caption_lines(&picture).into_iter().chain(mark).chain(shown.panoramas.lines(locale));
        lines.map(|line| view! { <span>{line}</span> }).collect_view()
    };
    let says = move || {
        let message = shown.panoramas.message();
        if !message.is_empty() {
            return message;
        }
        let index = shown.current.get();
        let (number, count) = ((index + 1).to_string(), shown.count().to_string());
        words::VIEWER_SHOWS.with(locale, &[&number, &count, &shown.picture(index).alt])
    };
    view! {
        <p class="viewer-caption">{lines}</p>
        <p class="visually-hidden" role="status">{says}</p>
        <p class="visually-hidden">{move || shown.panoramas.keys().get(locale)}</p>
    }
    .into_any()
}
