//! Configuration for Caddy.
//!
//! Below a path, everything is in one `handle` block, because the rest of the host is not ours.

use super::{FOREVER, READ_BY, Rules, SHOWN_BY};
use crate::mime;

/// The snippet that a site block imports. The block itself sets `root`.
pub fn site(rules: &Rules) -> String {
    let line = |(name, value): &(String, String)| format!("\t{name} `{value}`\n");
    let ((shown_by, to_all, to_us), (read_by, by_all)) = (SHOWN_BY, READ_BY);
    let hashed = FOREVER.map(|folder| format!("{}/{folder}/*", rules.base));
    // All types, because Caddy by itself knows only those of the system's list, which may be absent. Rules that match the
    // same file must exclude each other: Caddy sorts them by the length of their pattern.
    let types = mime::TYPES.iter().enumerate().map(|(place, mime::Type { end, mime, .. })| {
        let special = mime::TYPES.iter().filter(|it| it.end != *end && it.end.ends_with(end));
        let special = special.map(|it| format!("\tnot path *{}\n", it.end)).collect::<String>();
        format!("@type{place} {{\n\tpath *{end}\n{special}}}\nheader @type{place} Content-Type `{mime}`\n")
    });
    let base = &rules.base;
    let redirects = rules.redirects().into_iter().filter(|(from, ..)| from != base);
    let redirects = redirects.map(|(from, to, status)| format!("redir {from} {to} {status}\n"));
    let (begin, end, ours) = if base.is_empty() {
        (String::new(), String::new(), "*".to_owned())
    } else {
        (format!("redir {base} {base}/ 308\nhandle {base}/* {{\n"), "}\n".to_owned(), format!("{base}/*"))
    };
    let own = [
        ("SECURITY", rules.for_all().map(line).collect()),
        ("ALL-SECURITY", rules.security.iter().map(line).collect()),
        ("OPEN", rules.open().join(" ")),
        ("SHOWN-BY", shown_by.to_owned()),
        ("TO-US", to_us.to_owned()),
        ("TO-ALL", to_all.to_owned()),
        ("READ-BY", read_by.to_owned()),
        ("BY-ALL", by_all.to_owned()),
        ("HASHED", hashed.join(" ")),
        ("TYPES", types.collect()),
        ("REDIRECTS", redirects.collect()),
        ("PRIVATE", rules.private().join(" ")),
        ("BEGIN", begin),
        ("END", end),
        ("OURS", ours),
    ];
    rules.fill(include_str!("site.caddy"), &own)
}

/// A Caddyfile that serves a folder on a loopback port like in production.
pub fn loopback(rules: &Rules, root: &str, port: u16) -> String {
    format!(
        "{{\n\tadmin off\n\tauto_https off\n}}\n\
         http://127.0.0.1:{port}, http://localhost:{port} {{\n\tbind 127.0.0.1\n\troot * `{root}`\n{}{}}}\n",
        site(&rules.without_upgrade()),
        rest(rules)
    )
}

/// The Caddyfile for a production server.
pub fn server(rules: &Rules, host: &str) -> String {
    format!("{host} {{\n\troot * /srv/film/current\n\timport site.caddy\n{}}}\n", rest(rules))
}

/// The response outside the site's path, on a host that serves nothing else.
fn rest(rules: &Rules) -> &'static str {
    if rules.base.is_empty() { "" } else { "\trespond 404\n" }
}
