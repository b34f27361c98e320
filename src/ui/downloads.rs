//! Links to files for other programs.

use crate::wire::Download;
use leptos::prelude::*;

/// Links to files, in a row.
#[component]
pub fn Downloads(
    /// The files.
    files: Vec<Download>,
) -> impl IntoView {
    let files = files.into_iter().map(|file| view! { <li><DownloadLink file /></li> });
    view! { <ul class="downloads">{files.collect_view()}</ul> }.into_any()
}

/// A link to a file; `external`, or the router would take it for a page.
#[component]
pub fn DownloadLink(
    /// The file.
    file: Download,
) -> impl IntoView {
    view! { <a href=file.href type=file.mime rel="external">{file.label}</a> }.into_any()
}
