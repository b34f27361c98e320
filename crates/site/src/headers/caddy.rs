//! Configuration for Caddy.

use super::{FOREVER, READ_BY, Rules, SHOWN_BY};
use crate::mime;
use crate::prerender::SHELLS;

/// The snippet that a site block imports. The block itself sets `root`.
pub fn site(rules: &Rules) -> String {
    let line = |(name, value): &(String, String)| format!("\t{name} `{value}`\n");
    let ((shown_by, to_all, to_us), (read_by, by_all)) = (SHOWN_BY, READ_BY);
    let hashed = FOREVER.map(|folder| format!("{}/{folder}/*", rules.base));
    let types = mime::unknown_to_hosts().enumerate().map(|(place, mime::Type { end, mime, .. })| {
        format!("@type{place} path *{end}\nheader @type{place} Content-Type `{mime}`\n")
    });
    let redirects = rules.redirects().into_iter().map(|(from, to, status)| format!("redir {from} {to} {status}\n"));
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
        ("SHELL", SHELLS[0].to_owned()),
    ];
    rules.fill(include_str!("site.caddy"), &own)
}

/// A Caddyfile that serves a folder on a loopback port like in production.
pub fn loopback(rules: &Rules, root: &str, port: u16) -> String {
    format!(
        "{{\n\tadmin off\n\tauto_https off\n}}\n\
         http://127.0.0.1:{port}, http://localhost:{port} {{\n\tbind 127.0.0.1\n\troot * `{root}`\n{}}}\n",
        site(&rules.without_upgrade())
    )
}

/// The Caddyfile for a production server.
pub fn server(host: &str) -> String {
    format!("{host} {{\n\troot * /srv/film/current\n\timport site.caddy\n}}\n")
}
