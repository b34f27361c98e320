//! Charts: figures drawn to one scale.

use super::Download;
use serde::{Deserialize, Serialize};

/// Figures drawn to one scale.
///
/// The site tool computes all positions, so the page and the downloadable picture show the same, and the program only
/// draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// An id that is unique on the page.
    pub id: String,
    /// The title of the chart.
    pub title: String,
    /// The unit and the period.
    pub scale: String,
    /// All figures in words, for readers who cannot see the drawing.
    pub description: String,
    /// A note that the figures are not from the same period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who published the figures.
    pub source: String,
    /// The height of the drawing in pixels. Its width is the available width.
    pub height: u32,
    /// The pieces of the drawing, bottom first.
    pub marks: Vec<Mark>,
    /// The drawing as a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Download>,
}

/// A piece of a drawing.
///
/// All pieces share one type, because an enum with fields would add a deserializer for each variant to the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// The shape.
    pub shape: Shape,
    /// The position. Horizontal values are thousandths of the width of the drawing, vertical values are pixels. Areas:
    /// left, top, width and height. Lines: two points. Text: anchor point and baseline.
    pub at: [u32; 4],
    /// The text, and which side of it is at the anchor point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<(Side, String)>,
}

/// The shape of a piece of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// The full length of which a bar shows a part.
    Track,
    /// A bar.
    Bar,
    /// A part of the broken end of a bar, if the source says *more than*.
    More,
    /// A hairline.
    Axis,
    /// A line between two points of a line chart.
    Line,
    /// A point of a line chart.
    Point,
    /// Text: the quantity.
    Label,
    /// Text: the number.
    Value,
    /// Text: periods and the ends of the scale.
    Small,
}

impl Shape {
    /// The CSS class of the element.
    pub fn as_str(self) -> &'static str {
        match self {
            Shape::Track => "chart-track",
            Shape::Bar => "chart-bar",
            Shape::More => "chart-more",
            Shape::Axis => "chart-axis",
            Shape::Line => "chart-line",
            Shape::Point => "chart-point",
            Shape::Label => "chart-label",
            Shape::Value => "chart-value",
            Shape::Small => "chart-small",
        }
    }
}

/// The side of a text that is at its anchor point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// The start.
    Start,
    /// The middle.
    Middle,
    /// The end.
    End,
}

impl Side {
    /// The value of `text-anchor`.
    pub fn as_str(self) -> &'static str {
        match self {
            Side::Start => "start",
            Side::Middle => "middle",
            Side::End => "end",
        }
    }
}
