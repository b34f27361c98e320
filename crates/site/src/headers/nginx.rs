//! Configuration for nginx.
//!
//! An `add_header` in a location drops those of the level above, so nested locations have none: values that differ are
//! variables. nginx does not send headers with an empty value.
//!
//! Below a path, everything is in one location, because the rest of the host is not ours. Variables are set for the whole
//! server, because nested locations do not inherit them; so their names contain the path.

use super::{FOREVER, READ_BY, Rules, SHOWN_BY};
use crate::mime;
use std::collections::BTreeSet;

/// The snippet that a server block includes. The block itself sets `listen`, `server_name` and `root`.
pub fn site(rules: &Rules) -> String {
    // nginx compares media types including their character set.
    let compressed: BTreeSet<&str> = mime::TYPES.iter().filter(|it| it.compresses()).map(|it| it.mime).collect();
    let compressed = compressed.into_iter().map(|mime| format!(" \"{mime}\""));
    let types = mime::by_ending().map(|it| format!("    \"{}\" {};\n", it.mime, it.name()));
    let security = rules.for_all().map(|(name, value)| format!("add_header {name} \"{value}\" always;\n"));
    let open = rules.open().into_iter().map(|path| path.replace('.', "\\.").replace('*', ".*"));
    let open = open.collect::<Vec<_>>().join("|");
    let ((shown_by, to_all, to_us), (read_by, by_all)) = (SHOWN_BY, READ_BY);
    let private = rules.private().map(|path| format!("location = {path} {{\n    return 404;\n}}\n"));
    let redirect =
        |(from, to, status): (String, String, u16)| format!("location = {from} {{\n    return {status} {to};\n}}\n");
    let redirects = rules.redirects().into_iter().filter(|(from, ..)| *from != rules.base).map(redirect);
    let exact = mime::TYPES.iter().filter(|it| it.end.starts_with('/')).map(|it| {
        let (pattern, mime) = (it.end.replace('.', "\\."), it.mime);
        format!("location ~ \"{pattern}$\" {{\n    types {{ }}\n    default_type \"{mime}\";\n    try_files $uri =404;\n}}\n")
    });
    let base = &rules.base;
    let files = "try_files $uri $uri.html =404;\n";
    let (begin, end) = if base.is_empty() {
        (String::new(), format!("location / {{\n    {files}}}\n"))
    } else {
        let bare = format!("location = {base} {{\n    absolute_redirect off;\n    return 308 {base}/;\n}}\n");
        // `^~` keeps the host's own regular expressions away.
        (format!("{bare}location ^~ {base}/ {{\n"), format!("{files}}}\n"))
    };
    let own_names = base.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    let own = [
        ("COMPRESSED", compressed.collect()),
        ("TYPES", types.collect()),
        ("FOLDERS", FOREVER.join("|")),
        ("SECURITY", security.collect()),
        ("OPEN", format!("^({open})$")),
        ("SHOWN-BY", shown_by.to_owned()),
        ("TO-US", to_us.to_owned()),
        ("TO-ALL", to_all.to_owned()),
        ("READ-BY", read_by.to_owned()),
        ("BY-ALL", by_all.to_owned()),
        ("PRIVATE", private.concat()),
        ("REDIRECTS", redirects.collect()),
        ("EXACT", exact.collect()),
        ("BEGIN", begin),
        ("END", end),
        ("OF", own_names),
    ];
    rules.fill(include_str!("site.conf"), &own)
}

/// The server blocks for a production server.
pub fn server(rules: &Rules, host: &str) -> String {
    rules.fill(include_str!("server.conf"), &[("HOST", host.to_owned())])
}
