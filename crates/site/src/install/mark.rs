//! The mark: a clapper over the sea, its slanted stripes in the signal colour.

/// A drawing of the mark or of a shortcut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// On a square with round corners.
    Rounded,
    /// On a whole square, with room for a mask of any form around it.
    Full,
    /// The mark alone, in one colour.
    Monochrome,
    /// A pin: the locations.
    Pin,
    /// Rows of a day: the agenda.
    Days,
}

/// Ground, paper, signal, sea.
const GROUND: &str = "#0f2b2b";
const PAPER: &str = "#f6f1e7";
const SIGNAL: &str = "#d9541e";
const SEA: &str = "#1d6a6a";

/// The stick of the clapper at its place, and the same once more above it, opened by a turn about the hinge.
const STICK: &str = "M96 196h320v52H96z";
const STRIPES: &str =
    "M116 196h44l-26 52H96v-12zM204 196h44l-26 52h-44zM292 196h44l-26 52h-44zM380 196h36v16l-18 36h-44z";
const OPENED: &str = "rotate(-15 96 196) translate(0 -60)";
/// The board below the stick, and the waves at its foot.
const BOARD: &str = "M96 260h320v132a24 24 0 0 1-24 24H120a24 24 0 0 1-24-24z";
const WAVES: &str = "M96 352c40-32 66 24 107 0s66 24 107 0 66 24 106 0v40a24 24 0 0 1-24 24H120a24 24 0 0 1-24-24z";

const PIN: &str = "M256 96c-72 0-128 55-128 126 0 92 128 194 128 194s128-102 128-194c0-71-56-126-128-126z";

/// The drawing, 512 on a side.
pub fn svg(shape: Shape) -> String {
    let inside = match shape {
        Shape::Rounded => format!("{}<g transform=\"translate(0 20)\">{}</g>", ground(104), mark()),
        Shape::Full => format!("{}<g transform=\"translate(38 55) scale(.85)\">{}</g>", ground(0), mark()),
        Shape::Monochrome => monochrome(),
        Shape::Pin => format!(
            "{}<path fill=\"{PAPER}\" d=\"{PIN}\"/><circle cx=\"256\" cy=\"222\" r=\"52\" fill=\"{SIGNAL}\"/>",
            ground(104)
        ),
        Shape::Days => format!("{}{}", ground(104), days()),
    };
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 512 512\">{inside}</svg>")
}

fn ground(corner: u32) -> String {
    format!("<rect width=\"512\" height=\"512\" rx=\"{corner}\" fill=\"{GROUND}\"/>")
}

fn mark() -> String {
    let stick = format!("<path fill=\"{PAPER}\" d=\"{STICK}\"/><path fill=\"{SIGNAL}\" d=\"{STRIPES}\"/>");
    format!(
        "{stick}<g transform=\"{OPENED}\">{stick}</g><path fill=\"{PAPER}\" d=\"{BOARD}\"/><path fill=\"{SEA}\" d=\"{WAVES}\"/>"
    )
}

/// Only what is opaque counts, so the stripes are gaps and so is a line of water.
fn monochrome() -> String {
    format!(
        "<path d=\"{STRIPES}\"/><path transform=\"{OPENED}\" d=\"{STRIPES}\"/>\
         <path d=\"M96 260h320v64c-40 24-66-24-106 0s-66 24-107 0-67-32-107 0z\"/><path d=\"{WAVES}\"/>"
    )
}

fn days() -> String {
    let mut rows = format!("<rect x=\"104\" y=\"104\" width=\"304\" height=\"304\" rx=\"28\" fill=\"{PAPER}\"/>");
    for (y, width, fill) in [(152, 216, SIGNAL), (232, 136, SEA), (312, 184, SEA)] {
        rows.push_str(&format!("<rect x=\"148\" y=\"{y}\" width=\"{width}\" height=\"44\" rx=\"8\" fill=\"{fill}\"/>"));
    }
    rows
}
