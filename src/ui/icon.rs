//! Line icons on a 24-unit grid, drawn with the text's colour.

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
/// A pin.
pub const PIN: Icon = "M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11zM12 8a2 2 0 1 1 0 4a2 2 0 0 1 0-4z";
/// A star.
pub const STAR: Icon = "M12 4l2.5 5.2 5.5.7-4 4 1 5.6-5-2.8-5 2.8 1-5.6-4-4 5.5-.7z";
/// A table with blocks of time.
pub const TIMES: Icon = "M4 4h16v16H4zM4 9h16M10 9v11M13 12h4M13 16h4";

/// An icon next to or instead of a text; hidden from screen readers.
pub fn icon_view(icon: Icon) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <path d=icon />
        </svg>
    }
    .into_any()
}
