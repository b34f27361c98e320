//! Figures drawn on one scale.

use super::Download;
use serde::{Deserialize, Serialize};

/// Figures drawn on one scale.
///
/// The site tool measures and places everything, so that the page and the file that people take away
/// show the same, and the program draws what it is told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// An id that no other element of the page has.
    pub id: String,
    /// What is drawn.
    pub title: String,
    /// The unit and the period.
    pub scale: String,
    /// Every figure in words, for those who do not see the drawing.
    pub description: String,
    /// That the figures are not of one period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who published the figures.
    pub source: String,
    /// Height of the drawing, pixels; it is as wide as there is room.
    pub height: u32,
    /// The drawing, the undermost first.
    pub marks: Vec<Mark>,
    /// The drawing as a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Download>,
}

/// A piece of a drawing.
///
/// One shape of data for all pieces: an enum with fields would bring a reader for each into the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// What it is.
    pub shape: Shape,
    /// Where it is. Across, thousandths of the drawing's width; down, pixels. Areas: left, top, width and
    /// height; lines: two points; words: place and baseline.
    pub at: [u32; 4],
    /// The words, and which side of their place they stand on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<(Side, String)>,
}

/// What a piece of a drawing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// The whole of which a bar is a part.
    Track,
    /// A bar.
    Bar,
    /// A part of the broken end of a bar whose source says *more than*.
    More,
    /// A hairline.
    Axis,
    /// A line between two figures.
    Line,
    /// A figure on a line.
    Point,
    /// Words: what is measured.
    Label,
    /// Words: the number.
    Value,
    /// Words: periods and ends of the scale.
    Small,
}

impl Shape {
    /// The class of the element.
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

/// Which part of some words is at their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Their beginning.
    Start,
    /// Their middle.
    Middle,
    /// Their end.
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
