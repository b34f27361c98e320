//! Gestures on an element (touch, mouse and wheel), and its size: for maps and the picture viewer.

use crate::geo::projection::{Point, Size};
use crate::ui::gesture::Gesture;
use leptos::prelude::*;
use leptos::tachys::html::element::ElementType;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::{Element, MouseEvent, PointerEvent, ResizeObserver, WheelEvent};

/// How far a pointer may move and still count as a press, in pixels.
const STILL: f64 = 6.0;

/// The most that one wheel event counts, in pixels.
const TURN: f64 = 60.0;

/// The events that are listened to.
const EVENTS: [&str; 7] = ["pointerdown", "pointermove", "pointerup", "pointercancel", "click", "wheel", "dragstart"];

/// Two presses make a double press if they are at most so far apart, in milliseconds and in pixels.
const DOUBLE: (f64, f64) = (350.0, 30.0);

/// The listeners of an element; dropped with the page that shows it.
struct Listeners {
    element: Element,
    observer: Option<ResizeObserver>,
    act: Closure<dyn Fn(web_sys::Event)>,
    _resized: Closure<dyn Fn()>,
}

impl Drop for Listeners {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
        for name in EVENTS {
            let function = self.act.as_ref().unchecked_ref();
            let _ = self.element.remove_event_listener_with_callback_and_bool(name, function, true);
        }
    }
}

/// The pointers that are down, at most two, with their positions.
#[derive(Default)]
struct Pointers {
    down: Vec<(i32, Point)>,
    /// Whether a pointer was dragged, so that its click must be ignored.
    dragged: bool,
    /// When and where the last press was.
    pressed: Option<(f64, Point)>,
}

/// Reports an element's size now and whenever it changes, and the gestures on it.
pub fn watch_gestures<E: ElementType<Output: JsCast + Clone + 'static> + 'static>(
    place: NodeRef<E>,
    tell: Callback<Gesture>,
) {
    watch(Box::new(move || place.try_get_untracked().flatten().map(JsCast::unchecked_into)), tell);
}

fn watch(find: Box<dyn Fn() -> Option<Element>>, tell: Callback<Gesture>) {
    let owner = Owner::current();
    super::when_ready(move || {
        let Some(element) = find() else { return };
        let measured = element.clone();
        let resized = Closure::<dyn Fn()>::new(move || {
            let rect = measured.get_bounding_client_rect();
            if rect.width() > 0.0 && rect.height() > 0.0 {
                tell.try_run(Gesture::Sized(Size { width: rect.width(), height: rect.height() }));
            }
        });
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(&element);
        }
        let pointers = RefCell::new(Pointers::default());
        let on = element.clone();
        let act = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            let gestures = pointers.borrow_mut().feel(&on, &event);
            for gesture in gestures.into_iter().flatten() {
                tell.try_run(gesture);
            }
        });
        for name in EVENTS {
            let function = act.as_ref().unchecked_ref();
            element
                .add_event_listener_with_callback_and_bool(name, function, true)
                .expect("an element takes listeners");
        }
        let listeners = Listeners { element, observer, act, _resized: resized };
        if let Some(owner) = owner {
            owner.with(|| StoredValue::new_local(listeners));
        }
    });
}

impl Pointers {
    /// Translates an event into gestures.
    fn feel(&mut self, element: &Element, event: &web_sys::Event) -> [Option<Gesture>; 2] {
        match event.type_().as_str() {
            "pointerdown" => {
                let event: &PointerEvent = event.unchecked_ref();
                if self.down.is_empty() {
                    self.dragged = false;
                }
                if event.button() == 0 && self.down.len() < 2 {
                    self.down.push((event.pointer_id(), place(event)));
                }
            }
            "pointermove" => return self.moved(element, event.unchecked_ref()),
            "pointerup" | "pointercancel" => {
                let event: &PointerEvent = event.unchecked_ref();
                self.down.retain(|(id, _)| *id != event.pointer_id());
                let is_over = self.dragged && self.down.is_empty();
                return [is_over.then_some(Gesture::Released), None];
            }
            "click" if self.dragged => {
                event.prevent_default();
                event.stop_propagation();
                self.dragged = false;
            }
            "click" => return [self.pressed(element, event.unchecked_ref()), None],
            "dragstart" => event.prevent_default(),
            "wheel" => return [wheel(element, event.unchecked_ref()), None],
            _ => {}
        }
        [None, None]
    }

    /// Recognises the second press of a double press.
    fn pressed(&mut self, element: &Element, event: &MouseEvent) -> Option<Gesture> {
        let (time, at) = (event.time_stamp(), place(event));
        let is_double = self.pressed.take().is_some_and(|(before, first)| {
            time - before < DOUBLE.0 && (at.x - first.x).hypot(at.y - first.y) < DOUBLE.1
        });
        if !is_double {
            self.pressed = Some((time, at));
        }
        is_double.then(|| Gesture::Doubled { about: within(element, at) })
    }

    fn moved(&mut self, element: &Element, event: &PointerEvent) -> [Option<Gesture>; 2] {
        let Some(which) = self.down.iter().position(|(id, _)| *id == event.pointer_id()) else {
            return [None, None];
        };
        let (from, to) = (self.down[which].1, place(event));
        let (right, down) = (to.x - from.x, to.y - from.y);
        if !self.dragged {
            if right.hypot(down) < STILL && self.down.len() == 1 {
                return [None, None];
            }
            self.dragged = true;
            // Capture the pointer only now: earlier, presses would not reach the pins.
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        self.down[which].1 = to;
        if self.down.len() == 1 {
            return [Some(Gesture::Moved { right, down }), None];
        }
        let other = self.down[1 - which].1;
        let apart = |point: Point| (point.x - other.x).hypot(point.y - other.y).max(1.0);
        let middle = within(element, Point { x: (to.x + other.x) / 2.0, y: (to.y + other.y) / 2.0 });
        [
            Some(Gesture::Moved { right: right / 2.0, down: down / 2.0 }),
            Some(Gesture::Zoomed { factor: apart(to) / apart(from), about: middle }),
        ]
    }
}

/// A number no further from zero than a bound. `f64::clamp` would pull in the code that prints floats.
fn at_most(number: f64, bound: f64) -> f64 {
    if number.abs() > bound { bound.copysign(number) } else { number }
}

/// A turn of the wheel. It zooms with Ctrl pressed (which is how a touch pad reports a pinch), while the element has the
/// focus, and in a dialogue; otherwise the page scrolls.
fn wheel(element: &Element, event: &WheelEvent) -> Option<Gesture> {
    if !event.ctrl_key() && !element.matches(":focus-within, dialog *").unwrap_or(false) {
        return None;
    }
    event.prevent_default();
    // Some mice report lines or pages.
    let unit = if event.delta_mode() == WheelEvent::DOM_DELTA_PIXEL { 1.0 } else { 20.0 };
    let turn = at_most(event.delta_y() * unit, TURN);
    Some(Gesture::Zoomed { factor: (-turn / 150.0).exp(), about: within(element, place(event)) })
}

/// A point of the window, from the upper left corner of an element.
fn within(element: &Element, point: Point) -> Point {
    let rect = element.get_bounding_client_rect();
    Point { x: point.x - rect.left(), y: point.y - rect.top() }
}

fn place(event: &MouseEvent) -> Point {
    Point { x: f64::from(event.client_x()), y: f64::from(event.client_y()) }
}
