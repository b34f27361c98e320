//! Line icons on a 24-unit grid, drawn with the text's colour.

use crate::wire::FactIcon;
use leptos::prelude::*;

/// The data of an SVG path.
pub type Icon = &'static str;

/// A folded page.
pub const NEWS: Icon = "M5 4h11v16H7a2 2 0 0 1-2-2zM16 9h3v9a2 2 0 0 1-2 2M8 8h5M8 12h5M8 16h5";
/// A lectern with rays.
pub const SUMMIT: Icon = "M12 3v4M5 6l2 3M19 6l-2 3M5 12h14l-2 5H7zM12 17v4M8 21h8";
/// A clapper.
pub const LIBRARY: Icon = "M4 9h16v11H4zM4 9l15-4 .8 3M8 8l2-2.6M13 6.7l2-2.5";
/// A bag with a tick.
pub const PACK: Icon = "M5 8h14l1 12H4zM9 8V6a3 3 0 0 1 6 0v2M9 14l2 2 4-4";
/// A bag with a plus sign.
pub const PACK_ADD: Icon = "M5 8h14l1 12H4zM9 8V6a3 3 0 0 1 6 0v2M12 11v6M9 14h6";
/// A lens.
pub const SEARCH: Icon = "M10.5 4a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13zM15.5 15.5L20 20";
/// A half-filled disc.
pub const THEME: Icon = "M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16zM12 4v16M15 6v12M18 8.5v7";
/// An arrow to the top.
pub const TOP: Icon = "M12 20V6M6 11l6-6 6 6M5 3h14";

/// A cross.
pub const CLOSE: Icon = "M6 6l12 12M18 6L6 18";
/// An angle that points to the left.
pub const BACK: Icon = "M15 5l-7 7 7 7";
/// An angle that points to the right.
pub const ON: Icon = "M9 5l7 7-7 7";
/// A plus sign.
pub const MORE: Icon = "M12 5v14M5 12h14";
/// A minus sign.
pub const LESS: Icon = "M5 12h14";
/// A telephone that is turned.
pub const MOTION: Icon = "M8 3h8v18H8zM3 8c-1 2.5-1 5.5 0 8M21 8c1 2.5 1 5.5 0 8M11 18h2";
/// Arrows to two corners.
pub const FULL: Icon = "M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7";

/// Lines that get shorter.
pub const FILTER: Icon = "M4 7h16M7 12h10M10 17h4";
/// A pencil.
pub const EDIT: Icon = "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3";
/// Four cards.
pub const GRID: Icon = "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z";
/// The rows of a list.
pub const ROWS: Icon = "M4 6h16M4 12h16M4 18h16";
/// A star.
pub const STAR: Icon = "M12 4l2.5 5.2 5.5.7-4 4 1 5.6-5-2.8-5 2.8 1-5.6-4-4 5.5-.7z";
/// A table with blocks of time.
pub const TIMES: Icon = "M4 4h16v16H4zM4 9h16M10 9v11M13 12h4M13 16h4";
/// An arrow out of a tray.
pub const SHARE: Icon = "M12 15V4M8 8l4-4 4 4M5 12v8h14v-8";
/// A folded map.
pub const MAP: Icon = "M4 6l5-2 6 2 5-2v14l-5 2-6-2-5 2zM9 4v14M15 6v14";
/// A sun.
pub const SUN: Icon =
    "M12 8a4 4 0 1 1 0 8a4 4 0 0 1 0-8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2";

/// The icon beside a fact.
pub fn of_fact(fact: FactIcon) -> Icon {
    match fact {
        FactIcon::Setting => "M4 11l8-7 8 7M6 10v10h12V10M12 20v-6",
        FactIcon::Class => "M4 4h8l8 8-8 8-8-8zM8 8h.01",
        FactIcon::Style => "M5 20h14M6 7h12l-6-4zM8 7v10M12 7v10M16 7v10M6 17h12",
        FactIcon::Place => "M12 21c4-5 6-8 6-11a6 6 0 0 0-12 0c0 3 2 6 6 11zM12 8a2 2 0 1 1 0 4a2 2 0 0 1 0-4z",
        FactIcon::Elevation => "M3 19l6-11 4 7 2-3 6 7z",
        FactIcon::Compass => "M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16zM12 7l2 5-2 5-2-5z",
        FactIcon::Double => "M4 8h11v11H4zM9 8V4h11v11h-5",
        FactIcon::Door => "M6 20V4h10v16M3 20h18M13 12h.01",
        FactIcon::Clock => "M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16zM12 7v5l3 2",
        FactIcon::Calendar => "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
        FactIcon::Truck => {
            "M3 6h11v10H3zM14 9h4l3 3v4h-7M7 16a2 2 0 1 1 0 4a2 2 0 0 1 0-4zM17 16a2 2 0 1 1 0 4a2 2 0 0 1 0-4z"
        }
        FactIcon::Parking => "M5 4h14v16H5zM10 17V8h3a2.5 2.5 0 0 1 0 5h-3",
        FactIcon::Tent => "M12 5L3 20h18zM12 12l-4 8M12 12l4 8",
        FactIcon::StepFree => "M10 4h.01M10 8v6h5l3 5M10 10h4M8 11a5 5 0 1 0 6 7",
        FactIcon::Area => "M4 4h16v16H4zM8 12V8h4M16 12v4h-4",
        FactIcon::Height => "M5 4h14M5 20h14M12 7v10M9 10l3-3 3 3M9 14l3 3 3-3",
        FactIcon::Power => "M13 3L5 14h6l-1 7 8-11h-6z",
        FactIcon::Network => "M5 19v-3M10 19v-7M15 19V9M20 19V5",
        FactIcon::Noise => "M4 10v4h3l5 4V6l-5 4zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11",
        FactIcon::Chair => "M7 4v9h10V4M7 13v7M17 13v7M5 13h14",
        FactIcon::Permit => "M6 3h9l4 4v14H6zM9 13l2 2 4-4",
        FactIcon::Money => "M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16zM9 8l3 4 3-4M12 12v5M9.5 13h5",
        FactIcon::Shield => "M12 3l7 3v5c0 5-3 8-7 10c-4-2-7-5-7-10V6z",
        FactIcon::Drone => "M9 10h6v4H9zM9 10L6 7M15 10l3-3M9 14l-3 3M15 14l3 3M3 7h6M15 7h6M3 17h6M15 17h6",
        FactIcon::Barred => "M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16zM6.5 6.5l11 11",
        FactIcon::Toilet => "M6 4h4v8M6 12h12a6 6 0 0 1-6 6v3H8v-4a6 6 0 0 1-2-5zM6 4v8",
        FactIcon::Hospital => "M4 4h16v16H4zM12 8v8M8 12h8",
        FactIcon::Warning => "M12 4l9 16H3zM12 10v4M12 17h.01",
        FactIcon::Mail => "M4 6h16v12H4zM4 7l8 6 8-6",
        FactIcon::Telephone => "M6 3h4l1 5-3 2c1 3 3 5 6 6l2-3 5 1v4c-9 2-17-6-15-15z",
        FactIcon::Web => "M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16zM4 12h16M12 4c-5 5-5 11 0 16c5-5 5-11 0-16",
    }
}

/// An icon next to or instead of a text; hidden from screen readers.
pub fn icon_view(icon: Icon) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <path d=icon />
        </svg>
    }
    .into_any()
}
