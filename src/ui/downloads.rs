//! Links to files for other programs.

use crate::wire::Download;
use leptos::prelude::*;

/// Links to files, in a row.
pub fn downloads_view(files: Vec<Download>) -> AnyView {
    let files = files.into_iter().map(|file| view! { <li>{download_link(file)}</li> });
    view! { <ul class="downloads">{files.collect_view()}</ul> }.into_any()
}

/// A link to a file; `external`, or the router would take it for a page.
pub fn download_link(file: Download) -> AnyView {
    view! { <a href=file.href type=file.mime rel="external">{file.label}</a> }.into_any()
}
