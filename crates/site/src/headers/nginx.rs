//! nginx.
//!
//! An `add_header` in a location drops those of the server, so there is none: what differs is a variable.

use super::{Cache, FOREVER, PRIVATE, REDIRECTS, Rules};
use crate::mime;

/// What a server block includes; the block itself says `listen`, `server_name` and `root`.
pub fn site(rules: &Rules) -> String {
    let base = &rules.base;
    let mut text = format!(
        "# The headers and rules of the site. root is the folder that holds the built site{}.\n\
         absolute_redirect off;\nserver_tokens off;\ngzip_static on;\nbrotli_static on;\n{gzip}\
         default_type application/octet-stream;\ntypes {{\n",
        if base.is_empty() { String::new() } else { format!(" as {}", &base[1..]) },
        gzip = gzip(),
    );
    for it in mime::by_ending() {
        text.push_str(&format!("    \"{}\" {};\n", it.mime, it.name()));
    }
    text.push_str(&format!(
        "}}\nset $kept \"{}\";\nif ($uri ~ \"^{}/({})/\") {{\n    set $kept \"{}\";\n}}\n\
         add_header Cache-Control $kept always;\n",
        Cache::Ask.as_str(),
        base.replace('.', "\\."),
        FOREVER.join("|"),
        Cache::Forever.as_str(),
    ));
    for (name, value) in &rules.security {
        text.push_str(&format!("add_header {name} \"{value}\" always;\n"));
    }
    text.push_str(&format!("error_page 403 404 {base}/404.html;\n"));
    for name in PRIVATE {
        text.push_str(&format!("location = {base}/{name} {{\n    return 404;\n}}\n"));
    }
    for (from, to) in REDIRECTS {
        text.push_str(&format!("location = {base}{from} {{\n    return 301 {base}{to};\n}}\n"));
    }
    if !base.is_empty() {
        text.push_str(&format!("location = {base} {{\n    return 308 {base}/;\n}}\n"));
    }
    text.push_str(&format!(
        "location ~ \"{}\" {{\n    return 308 $1$is_args$args;\n}}\n\
         location = {base}/ {{\n    try_files {base}/index.html =404;\n}}\n",
        rules.slashed()
    ));
    for it in mime::TYPES.iter().filter(|it| it.end.starts_with('/')) {
        let (pattern, mime) = (it.end.replace('.', "\\."), it.mime);
        text.push_str(&format!(
            "location ~ \"{pattern}$\" {{\n    types {{ }}\n    default_type \"{mime}\";\n    try_files $uri =404;\n}}\n"
        ));
    }
    text.push_str(&format!(
        "location ~ \"{}\" {{\n    try_files $uri $uri.html {base}$1/library/shell.html =404;\n}}\n\
         location {base}/ {{\n    try_files $uri $uri.html =404;\n}}\n",
        rules.record()
    ));
    if !base.is_empty() {
        text.push_str("location / {\n    return 404;\n}\n");
    }
    text
}

/// What has no compressed copy is compressed as it is sent. nginx compares the types with their character set.
fn gzip() -> String {
    let types = mime::TYPES.iter().filter(|it| it.compresses());
    let types: String = types.map(|it| format!(" \"{}\"", it.mime)).collect();
    format!("gzip on;\ngzip_vary on;\ngzip_types{types};\n")
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
