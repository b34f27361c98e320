//! Panoramas in the viewer: drawn on a canvas, turned by drag, wheel, keys and the motion of the device, with points that
//! lead on.
//!
//! The flat picture is below the canvas: it is shown until the panorama is drawn, and if it cannot be drawn.

use super::Shown;
use super::look::{Look, START};
use crate::geo::projection::{Size, Step};
use crate::locale::{Locale, Words, words};
use crate::ui::gesture::Gesture;
use crate::ui::icon::{self, icon_view};
use crate::ui::map::direction_text;
use crate::ui::{changing, effect, memo, use_locale};
use crate::wire::{Panorama, PanoramaPoint};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// What the page needs to draw a panorama.
#[derive(Clone, Copy)]
pub struct Screen {
    /// Where it is drawn.
    pub canvas: NodeRef<html::Canvas>,
    /// The files of the picture, as in `srcset`.
    pub files: StoredValue<String>,
    /// Where the reader looks.
    pub look: Signal<Look>,
    /// Whether the motion of the device turns it.
    pub motion: Signal<bool>,
    /// Called with what happens.
    pub report: Callback<Sight>,
}

/// What happens to a panorama.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sight {
    /// It is drawn.
    Drawn,
    /// It cannot be drawn, or not any more.
    Flat,
    /// The device can report its motion.
    Movable,
    /// The device was turned to the right by the first angle, and up to the second, in degrees.
    Moved(f64, f64),
    /// The reader or the browser did not allow motion.
    Refused,
}

/// The panoramas of the viewer, and the state of the one that is shown.
#[derive(Clone, Copy)]
pub struct Panoramas {
    all: StoredValue<Arc<Vec<Panorama>>>,
    /// The one that is shown, while the viewer is open.
    current: Memo<Option<usize>>,
    look: RwSignal<Look>,
    /// Whether it is drawn; none while it is loading.
    is_drawn: RwSignal<Option<bool>>,
    /// Whether motion turns it; none if the device has no motion.
    motion: RwSignal<Option<bool>>,
    is_refused: RwSignal<bool>,
    /// What a screen reader says after a key.
    message: RwSignal<String>,
    draw: Callback<Screen>,
}

impl Panoramas {
    /// Follows the index of the picture in the viewer.
    pub fn new(all: Arc<Vec<Panorama>>, at: Signal<Option<usize>>, draw: Callback<Screen>) -> Panoramas {
        let all = StoredValue::new(all);
        let find = move |index: usize| all.with_value(|all| all.iter().position(|it| it.picture as usize == index));
        let this = Panoramas {
            all,
            current: memo(move || at.get().and_then(find)),
            look: RwSignal::new(START),
            is_drawn: RwSignal::new(None),
            motion: RwSignal::new(None),
            is_refused: RwSignal::new(false),
            message: RwSignal::new(String::new()),
            draw,
        };
        effect(move || {
            this.current.track();
            this.look.set(START);
            this.is_drawn.set(None);
            this.motion.set(None);
            this.is_refused.set(false);
            this.message.set(String::new());
        });
        this
    }

    /// Whether a panorama is drawn, so that it can be turned.
    pub fn is_drawn(self) -> bool {
        self.current.get().is_some() && self.is_drawn.get() == Some(true)
    }

    /// Turns or magnifies the panorama. Returns false if none is drawn.
    pub fn feel(self, gesture: Gesture, size: Size) -> bool {
        if !untrack(|| self.is_drawn()) {
            return false;
        }
        if matches!(gesture, Gesture::Sized(_) | Gesture::Released) {
            return true;
        }
        self.look.update(|look| match gesture {
            Gesture::Moved { right, down } => *look = look.dragged(right, down, size),
            Gesture::Zoomed { factor, .. } => *look = look.zoomed(factor),
            Gesture::Doubled { .. } => *look = if look.field < 60.0 { look.zoomed(0.5) } else { look.zoomed(2.0) },
            Gesture::Sized(_) | Gesture::Released => {}
        });
        true
    }

    /// Turns or magnifies the panorama by a key or a button. Returns false if none is drawn.
    pub fn step(self, step: Step, locale: Locale) -> bool {
        let is_drawn = untrack(|| self.is_drawn());
        if is_drawn {
            self.look.update(|look| *look = look.stepped(step));
            self.message.set(untrack(|| self.facing(locale)).unwrap_or_default());
        }
        is_drawn
    }

    /// Where the reader looks, in words. None for other pictures.
    fn facing(self, locale: Locale) -> Option<String> {
        let current = self.current.get()?;
        let heading = self.all.with_value(|all| all[current].heading);
        let degrees = self.look.get().compass(heading);
        let direction = direction_text(degrees.into(), locale);
        Some(words::PANORAMA_FACING.with(locale, &[direction, &degrees.to_string()]))
    }

    /// The lines below the picture: where the reader looks, and what does not work.
    pub fn lines(self, locale: Locale) -> impl Iterator<Item = String> {
        let facing = self.facing(locale);
        let is_flat = facing.is_some() && self.is_drawn.get() == Some(false);
        let flat = is_flat.then(|| words::PANORAMA_FLAT.get(locale).to_owned());
        let refused = self.is_refused.get().then(|| words::PANORAMA_REFUSED.get(locale).to_owned());
        facing.into_iter().chain(flat).chain(refused)
    }

    /// The keys that work, for screen readers.
    pub fn keys(self) -> Words {
        if self.is_drawn() { words::PANORAMA_KEYS } else { words::VIEWER_KEYS }
    }

    /// The message after a key.
    pub fn message(self) -> String {
        self.message.get()
    }

    fn report(self, sight: Sight) {
        match sight {
            Sight::Drawn => self.is_drawn.set(Some(true)),
            Sight::Flat => self.is_drawn.set(Some(false)),
            Sight::Movable => self.motion.set(Some(false)),
            Sight::Moved(yaw, pitch) => self.look.update(|look| *look = look.moved(yaw, pitch)),
            Sight::Refused => {
                self.motion.set(Some(false));
                self.is_refused.set(true);
            }
        }
    }
}

/// The drawn panorama over the flat picture, if the picture is one.
pub(super) fn panorama_view(shown: Shown) -> AnyView {
    changing(move || match shown.panoramas.current.get() {
        Some(index) => canvas_view(shown, index),
        None => ().into_any(),
    })
}

fn canvas_view(shown: Shown, index: usize) -> AnyView {
    let locale = use_locale();
    let this = shown.panoramas;
    let Panorama { picture, points, .. } = this.all.with_value(|all| all[index].clone());
    let picture = shown.picture(picture as usize);
    let best = picture.sources.first().map(|source| source.srcset.clone());
    let screen = Screen {
        canvas: NodeRef::new(),
        files: StoredValue::new(best.unwrap_or_else(|| format!("{} {}w", picture.src, picture.width))),
        look: this.look.into(),
        motion: Signal::derive(move || this.motion.get() == Some(true)),
        report: Callback::new(move |sight| this.report(sight)),
    };
    this.draw.run(screen);
    let whole = move |of: fn(Look) -> f64| move || (of(this.look.get()).round() as i32).to_string();
    let points = points.into_iter().map(|point| point_view(shown, point, locale)).collect_view();
    view! {
        <div
            class="panorama"
            data-drawn=move || this.is_drawn().then_some("")
            data-yaw=whole(|look| look.yaw)
            data-pitch=whole(|look| look.pitch)
            data-field=whole(|look| look.field)
        >
            <canvas node_ref=screen.canvas aria-hidden="true"></canvas>
            {points}
        </div>
    }
    .into_any()
}

/// A point that leads on. It is hidden while it is out of sight, so that the focus does not go there.
fn point_view(shown: Shown, point: PanoramaPoint, locale: Locale) -> AnyView {
    let PanoramaPoint { yaw, pitch, label, to, picture } = point;
    let place = memo(move || {
        let at = shown.panoramas.look.get().place(yaw.into(), pitch.into(), shown.size.get())?;
        Some((at.x.round() as i32, at.y.round() as i32))
    });
    let is_hidden = move || place.get().is_none();
    let translate = move || place.get().map(|(x, y)| format!("{x}px {y}px")).unwrap_or_default();
    let content = view! { {icon_view(icon::ON)} <span>{label}</span> };
    match (to, picture) {
        (Some(page), _) => view! {
            <a class="panorama-point" href=page.href(locale) hidden=is_hidden style:translate=translate>
                {content}
            </a>
        }
        .into_any(),
        (None, Some(index)) => view! {
            <button
                class="panorama-point"
                type="button"
                hidden=is_hidden
                style:translate=translate
                on:click=move |_| shown.turn.run(index as usize)
            >
                {content}
            </button>
        }
        .into_any(),
        (None, None) => ().into_any(),
    }
}

/// The button that lets the motion of the device turn the panorama. It is there only on devices with motion.
pub(super) fn motion_button(shown: Shown) -> AnyView {
    let name = words::PANORAMA_MOTION.get(use_locale());
    let this = shown.panoramas;
    let is_on = move || this.motion.get() == Some(true);
    let press = move |_| {
        this.is_refused.set(false);
        this.motion.update(|motion| *motion = motion.map(|is_on| !is_on));
    };
    view! {
        <button
            class="viewer-button viewer-motion"
            type="button"
            hidden=move || this.motion.get().is_none() || !this.is_drawn()
            aria-label=name
            title=name
            aria-pressed=move || if is_on() { "true" } else { "false" }
            on:click=press
        >
            {icon_view(icon::MOTION)}
        </button>
    }
    .into_any()
}
