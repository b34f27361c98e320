//! Leptos's building blocks with boxed closures. Leptos compiles its own code anew for each closure that it gets
//! directly: some 8 kB for one that is rendered.

use leptos::prelude::*;
use std::sync::Arc;

/// A part of a view that changes.
pub fn changing(show: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let show: Box<dyn Fn() -> AnyView + Send> = Box::new(show);
    (move || show()).into_any()
}

/// A part of a view that changes and may be absent.
pub fn optional<V: IntoAny>(show: impl Fn() -> Option<V> + Send + 'static) -> AnyView {
    changing(move || show().map_or_else(|| ().into_any(), IntoAny::into_any))
}

/// An event listener.
pub fn listener<E: 'static>(listen: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(listen)
}

/// Runs `act` soon, and again whenever a signal that it reads changes. Only in the browser.
pub fn effect(act: impl FnMut() + 'static) {
    let mut act: Box<dyn FnMut()> = Box::new(act);
    Effect::new(move |_| act());
}

/// A value that is computed again whenever a signal that it reads changes. It notifies only if the value is another.
pub fn memo<T: PartialEq + Send + Sync + 'static>(value: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    let value: Box<dyn Fn() -> T + Send + Sync> = Box::new(value);
    Memo::new(move |_| value())
}

/// Identifies an item of a list.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Key {
    Numbers([u64; 4]),
    Text(String),
}

impl From<[u64; 4]> for Key {
    fn from(numbers: [u64; 4]) -> Self {
        Self::Numbers(numbers)
    }
}

impl From<usize> for Key {
    fn from(number: usize) -> Self {
        Self::Numbers([number as u64, 0, 0, 0])
    }
}

impl From<u32> for Key {
    fn from(number: u32) -> Self {
        Self::Numbers([number.into(), 0, 0, 0])
    }
}

impl From<String> for Key {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// An item of a list, with its view to be made if the list does not show it yet.
struct Item {
    key: Key,
    make: Box<dyn FnOnce() -> AnyView + Send>,
}

/// A list that keeps the nodes of items whose key stays.
pub fn keyed_list<T, I, K, V>(
    items: impl Fn() -> I + Send + 'static,
    key: impl Fn(&T) -> K + Send + 'static,
    view: impl Fn(T) -> V + Send + Sync + 'static,
) -> AnyView
where
    T: Send + 'static,
    I: IntoIterator<Item = T>,
    K: Into<Key>,
    V: IntoAny,
{
    let view = Arc::new(view);
    let each: Box<dyn Fn() -> Vec<Item> + Send> = Box::new(move || {
        let item = |item: T| {
            let view = Arc::clone(&view);
            Item { key: key(&item).into(), make: Box::new(move || view(item).into_any()) }
        };
        items().into_iter().map(item).collect()
    });
    let key = |item: &Item| item.key.clone();
    view! { <For each key children=|item| (item.make)() /> }.into_any()
}
