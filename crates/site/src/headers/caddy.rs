//! Caddy.

use super::{Cache, FOREVER, PRIVATE, REDIRECTS, Rules};
use crate::mime;
use crate::prerender::SHELLS;

/// What a site block imports; the block itself says `root`.
pub fn site(rules: &Rules) -> String {
    let base = &rules.base;
    let mut security = String::new();
    for (name, value) in &rules.security {
        security.push_str(&format!("\t{name} `{value}`\n"));
    }
    let kept: Vec<String> = FOREVER.iter().map(|folder| format!("{base}/{folder}/*")).collect();
    let private: Vec<String> = PRIVATE.iter().map(|name| format!("{base}/{name}")).collect();
    let mut text = format!(
        "# The headers and rules of the site. root is the folder that holds the built site{}.\n\
         header {{\n{security}\t-Server\n}}\n\
         @hashed path {kept}\n\
         @asked not path {kept}\n\
         header @hashed Cache-Control `{forever}`\n\
         header @asked Cache-Control `{ask}`\n",
        if base.is_empty() { String::new() } else { format!(" as {}", &base[1..]) },
        kept = kept.join(" "),
        forever = Cache::Forever.as_str(),
        ask = Cache::Ask.as_str(),
    );
    for (place, mime::Type { end, mime, .. }) in mime::untold().enumerate() {
        text.push_str(&format!("@type{place} path *{end}\nheader @type{place} Content-Type `{mime}`\n"));
    }
    for (from, to) in REDIRECTS {
        text.push_str(&format!("redir {base}{from} {base}{to} 301\n"));
    }
    if !base.is_empty() {
        text.push_str(&format!("redir {base} {base}/ 308\n"));
    }
    // A query goes along, and its question mark only with it.
    for (name, empty, query) in [("slash", "==", ""), ("slashed", "!=", "?{query}")] {
        text.push_str(&format!(
            "@{name} {{\n\tpath_regexp {name} {}\n\texpression `{{query}} {empty} \"\"`\n}}\n\
             redir @{name} {{re.{name}.1}}{query} 308\n",
            rules.slashed()
        ));
    }
    text.push_str(&format!(
        "@private path {private}\n\
         error @private 404\n\
         @writing not method GET HEAD\n\
         error @writing 405\n\
         @record {{\n\tpath_regexp record {record}\n\tnot file {{path}}.html\n\tfile {base}/{shell}\n}}\n\
         rewrite @record {base}{{re.record.1}}/library/shell.html\n\
         try_files {{path}} {{path}}.html\n\
         encode gzip\n\
         file_server {{\n\tprecompressed br gzip\n\tindex index.html\n}}\n\
         handle_errors {{\n\theader {{\n{security}\t\t-Server\n\t\tCache-Control {ask}\n\t}}\n\
         \t@missing expression {{http.error.status_code}} == 404\n\
         \thandle @missing {{\n\t\trewrite * {base}/404.html\n\t\tfile_server\n\t}}\n\
         \thandle {{\n\t\trespond \"{{http.error.status_code}} {{http.error.status_text}}\"\n\t}}\n}}\n",
        private = private.join(" "),
        record = rules.record(),
        shell = SHELLS[0],
        ask = Cache::Ask.as_str(),
    ));
    text
}

/// A Caddyfile that serves a folder on a loopback port as production does.
pub fn loopback(rules: &Rules, root: &str, port: u16) -> String {
    format!(
        "{{\n\tadmin off\n\tauto_https off\n}}\n\
         http://127.0.0.1:{port}, http://localhost:{port} {{\n\tbind 127.0.0.1\n\troot * `{root}`\n{}}}\n",
        site(rules)
    )
}

/// The Caddyfile of a server.
pub fn server(host: &str) -> String {
    format!("{host} {{\n\troot * /srv/film/current\n\timport site.caddy\n}}\n")
}
