//! Amazon S3 behind CloudFront: a function for addresses, a policy for headers, a distribution, and the upload.
//!
//! S3 keeps media type and cache rule with each object, so the upload says them; CloudFront compresses by itself.

use super::{FOREVER, Rules};
use crate::mime;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The function at viewer-request: addresses without ending become files, odd forms are redirected.
pub fn function(rules: &Rules) -> String {
    let redirects: BTreeMap<_, _> =
        rules.redirects().into_iter().map(|(from, to, status)| (from, (status, to))).collect();
    let own = [
        ("REDIRECTS", json!(redirects).to_string()),
        ("HIDDEN", json!(rules.private()).to_string()),
        ("SLASHED", rules.slashed().replace('/', "\\/")),
    ];
    rules.fill(include_str!("function.js"), &own)
}

/// The response headers policy: what CloudFront has fields for, and the rest by name.
pub fn headers(rules: &Rules) -> Value {
    let value = |wanted: &str| {
        let found = rules.security.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let age = value("Strict-Transport-Security").split(['=', ';']).nth(1).and_then(|age| age.parse::<u32>().ok());
    const FIELDS: [&str; 5] = [
        "Content-Security-Policy",
        "Strict-Transport-Security",
        "X-Content-Type-Options",
        "Referrer-Policy",
        "X-Frame-Options",
    ];
    let rest: Vec<Value> = rules
        .security
        .iter()
        .filter(|(name, _)| !FIELDS.contains(&name.as_str()))
        .map(|(name, value)| json!({ "Header": name, "Value": value, "Override": true }))
        .collect();
    json!({
        "Name": "city-of-film",
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": { "Override": true, "ContentSecurityPolicy": value("Content-Security-Policy") },
            "StrictTransportSecurity": {
                "Override": true,
                "AccessControlMaxAgeSec": age.unwrap_or_default(),
                "IncludeSubdomains": value("Strict-Transport-Security").contains("includeSubDomains"),
                "Preload": false,
            },
            "ContentTypeOptions": { "Override": true },
            "ReferrerPolicy": { "Override": true, "ReferrerPolicy": value("Referrer-Policy") },
            "FrameOptions": { "Override": true, "FrameOption": value("X-Frame-Options") },
        },
        "CustomHeadersConfig": { "Quantity": rest.len(), "Items": rest },
        "RemoveHeadersConfig": { "Quantity": 1, "Items": [{ "Header": "Server" }] },
    })
}

/// The distribution. `BUCKET`, `FUNCTION-ARN`, `POLICY-ID`, `ACCESS-ID` and `CERTIFICATE-ARN` are the account's own.
///
/// The cache policy is Amazon's own CachingOptimized: it obeys what S3 says and caches each encoding by itself. Without
/// the right to list the bucket, S3 answers 403 for what is not there. Both errors get the page for what is missing, but
/// never as a success: a missing file must not pass for one.
pub fn distribution(rules: &Rules, host: &str) -> String {
    rules.fill(include_str!("distribution.json"), &[("HOST", host.to_owned())])
}

/// The script that uploads `dist/`: what pages name first, then the pages, the worker last.
pub fn upload(rules: &Rules) -> String {
    let types: Vec<&mime::Type> = mime::TYPES.iter().filter(|it| it.end != ".html").collect();
    let by_ending = || types.iter().filter(|it| it.end.starts_with('.'));
    let immutable = FOREVER.map(|folder| {
        by_ending().map(|it| format!("immutable {folder} '*{}' '{}'\n", it.end, it.mime)).collect::<String>()
    });
    let asked = types.iter().map(|it| format!("asked '*{}' '{}'\n", it.end.trim_start_matches('/'), it.mime));
    let named = mime::by_ending().map(|it| format!(" --exclude '*{}'", it.end));
    let own = [("FILES", immutable.concat() + &asked.collect::<String>()), ("OTHERS", named.collect())];
    rules.fill(include_str!("upload.sh"), &own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_header_is_in_the_policy_once() {
        let rules = Rules::new(&[], None);
        let policy = headers(&rules);
        let custom = policy["CustomHeadersConfig"]["Items"].as_array().unwrap();
        let text = policy["SecurityHeadersConfig"].to_string();
        for (name, value) in &rules.security {
            let named = custom.iter().filter(|item| item["Header"] == name.as_str() && item["Value"] == value.as_str());
            let count = match name.as_str() {
                "Strict-Transport-Security" => text.matches("63072000").count(),
                "X-Content-Type-Options" => text.matches("ContentTypeOptions").count(),
                _ => text.matches(&format!("\"{value}\"")).count(),
            };
            assert_eq!(named.count() + count, 1, "{name} in {policy}");
        }
        assert!(!distribution(&rules, "film.example").contains("\"200\""));
    }

    #[test]
    fn the_worker_is_uploaded_last() {
        let rules = Rules { base: "/film".into(), ..Rules::new(&[], None) };
        let text = upload(&rules);
        let at = |line: &str| text.find(line).unwrap_or_else(|| panic!("{line} is not in\n{text}"));
        let order = [
            "immutable assets '*.wasm'",
            "asked '*.json'",
            "asked '*feed.json'",
            "\nothers\n",
            "asked '*.html'",
            "last offline",
            "last sw",
        ];
        assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])));
        assert!(text.contains("bucket=\"s3://$2/film\""));
    }
}
