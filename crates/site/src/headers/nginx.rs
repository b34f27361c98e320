//! nginx.
//!
//! An `add_header` in a location drops those of the server, so there is none: what differs is a variable.

use super::{FOREVER, Rules};
use crate::mime;

/// What a server block includes; the block itself says `listen`, `server_name` and `root`.
pub fn site(rules: &Rules) -> String {
    // nginx compares the types with their character set.
    let compressed = mime::TYPES.iter().filter(|it| it.compresses()).map(|it| format!(" \"{}\"", it.mime));
    let types = mime::by_ending().map(|it| format!("    \"{}\" {};\n", it.mime, it.name()));
    let security = rules.security.iter().map(|(name, value)| format!("add_header {name} \"{value}\" always;\n"));
    let private = rules.private().map(|path| format!("location = {path} {{\n    return 404;\n}}\n"));
    let redirects = rules.redirects().into_iter();
    let redirects =
        redirects.map(|(from, to, status)| format!("location = {from} {{\n    return {status} {to};\n}}\n"));
    let exact = mime::TYPES.iter().filter(|it| it.end.starts_with('/')).map(|it| {
        let (pattern, mime) = (it.end.replace('.', "\\."), it.mime);
        format!("location ~ \"{pattern}$\" {{\n    types {{ }}\n    default_type \"{mime}\";\n    try_files $uri =404;\n}}\n")
    });
    let outside = if rules.base.is_empty() { "" } else { "location / {\n    return 404;\n}\n" };
    let own = [
        ("COMPRESSED", compressed.collect()),
        ("TYPES", types.collect()),
        ("FOLDERS", FOREVER.join("|")),
        ("SECURITY", security.collect()),
        ("PRIVATE", private.concat()),
        ("REDIRECTS", redirects.collect()),
        ("EXACT", exact.collect()),
        ("OUTSIDE", outside.to_owned()),
    ];
    rules.fill(include_str!("site.conf"), &own)
}

/// A whole configuration that serves a folder on a loopback port as production does.
///
/// `modules` is the folder with the Brotli module, where it is not compiled in; all that nginx writes goes to `folder`.
pub fn loopback(rules: &Rules, root: &str, port: u16, folder: &str, brotli: Option<&str>) -> String {
    let module = brotli.map(|file| format!("load_module \"{file}\";\n")).unwrap_or_default();
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .iter()
        .map(|name| format!("    {name}_temp_path \"{folder}/{name}\";\n"))
        .collect();
    format!(
        "{module}daemon off;\nmaster_process off;\npid \"{folder}/nginx.pid\";\nerror_log stderr warn;\n\
         events {{ }}\nhttp {{\n    access_log off;\n    sendfile on;\n{temporary}    \
         server {{\n        listen 127.0.0.1:{port};\n        root \"{root}\";\n{}    }}\n}}\n",
        site(rules)
    )
}

/// The server blocks of a server.
pub fn server(host: &str) -> String {
    format!(
        "server {{\n    listen 80;\n    listen [::]:80;\n    server_name {host};\n    return 301 https://$host$request_uri;\n}}\n\
         server {{\n    listen 443 ssl http2;\n    listen [::]:443 ssl http2;\n    server_name {host};\n    \
         ssl_certificate /etc/letsencrypt/live/{host}/fullchain.pem;\n    \
         ssl_certificate_key /etc/letsencrypt/live/{host}/privkey.pem;\n    \
         root /srv/film/current;\n    include /etc/nginx/film/site.conf;\n}}\n"
    )
}
