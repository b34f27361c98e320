//! Configuration for Amazon S3 behind CloudFront: a function for URLs, a response headers policy, a distribution, and
//! the upload script.
//!
//! S3 stores media type and cache rule with each object, so the upload sets them. CloudFront compresses by itself.

use super::{Cache, FOREVER, READ_BY, Rules, SHOWN_BY};
use crate::mime;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The viewer-request function: maps URLs without extension to files and redirects non-canonical ones.
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

/// The response headers policy: headers for which CloudFront has fields, and the others by name.
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
    let mut policy = json!({
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
    });
    if let Some(fields) = policy["SecurityHeadersConfig"].as_object_mut().filter(|_| age.is_none()) {
        fields.remove("StrictTransportSecurity");
    }
    policy
}

/// The response headers policy for open files: the same, with headers that let other sites read them.
pub fn headers_of_open(rules: &Rules) -> Value {
    let (shown_by, to_all, _) = SHOWN_BY;
    let mut open = rules.clone();
    open.security.iter_mut().filter(|(name, _)| name == shown_by).for_each(|(_, value)| *value = to_all.to_owned());
    let mut policy = headers(&open);
    policy["Name"] = json!("city-of-film-open");
    // A policy has its own field for this header and accepts it nowhere else.
    policy["CorsConfig"] = json!({
        "AccessControlAllowCredentials": false,
        "AccessControlAllowHeaders": { "Quantity": 1, "Items": ["*"] },
        "AccessControlAllowMethods": { "Quantity": 2, "Items": ["GET", "HEAD"] },
        "AccessControlAllowOrigins": { "Quantity": 1, "Items": [READ_BY.1] },
        "OriginOverride": true,
    });
    policy
}

/// The distribution. `BUCKET`, `FUNCTION-ARN`, `POLICY-ID`, `OPEN-POLICY-ID`, `ACCESS-ID` and `CERTIFICATE-ARN` are
/// placeholders for the account's values.
///
/// The cache policy is Amazon's CachingOptimized: it obeys the cache rules in S3 and caches each encoding separately.
/// Without the right to list the bucket, S3 answers 403 for missing files. Both errors get the 404 page, but never with
/// a success status: a missing file must not look like an existing one.
pub fn distribution(rules: &Rules, host: &str) -> String {
    let text = rules.fill(include_str!("distribution.json"), &[("HOST", host.to_owned())]);
    let mut all: Value = serde_json::from_str(&text).expect("the template is JSON");
    let behavior = |path: String| {
        let mut behavior = all["DefaultCacheBehavior"].clone();
        // CloudFront would put an extra slash before `*/`.
        behavior["PathPattern"] = json!(path.replacen("*/", "*", 1));
        behavior["ResponseHeadersPolicyId"] = json!("OPEN-POLICY-ID");
        behavior
    };
    let behaviors: Vec<Value> = rules.open().into_iter().map(behavior).collect();
    all["CacheBehaviors"] = json!({ "Items": behaviors, "Quantity": behaviors.len() });
    format!("{all:#}\n")
}

/// The script that uploads `dist/`: first the files that pages reference, then the pages, the service worker last.
pub fn upload(rules: &Rules) -> String {
    let types: Vec<&mime::Type> = mime::TYPES.iter().filter(|it| it.end != ".html").collect();
    let by_ending = || types.iter().filter(|it| it.end.starts_with('.'));
    let immutable = FOREVER.map(|folder| {
        by_ending().map(|it| format!("immutable {folder} '*{}' '{}'\n", it.end, it.mime)).collect::<String>()
    });
    let ask = Cache::Ask.as_str();
    let asked = types.iter().map(|it| format!("asked '*{}' '{}' '{ask}'\n", it.end.trim_start_matches('/'), it.mime));
    let named = mime::TYPES.iter().map(|it| format!(" --exclude '*{}'", it.end.trim_start_matches('/')));
    let own = [("FILES", immutable.concat() + &asked.collect::<String>()), ("OTHERS", named.collect())];
    rules.fill(include_str!("upload.sh"), &own)
}

#[cfg(test)]
mod tests {
    use super::super::Others;
    use super::*;

    #[test]
    fn every_header_is_in_the_policy_once() {
        let rules = Rules::new(&[], Others::default(), "https://film.example");
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
    fn what_is_open_has_its_own_policy() {
        let rules = Rules { base: "/film".into(), ..Rules::new(&[], Others::default(), "https://film.example") };
        let (closed, open) = (headers(&rules).to_string(), headers_of_open(&rules).to_string());
        assert!(closed.contains("\"same-origin\"") && !closed.contains("\"cross-origin\""), "{closed}");
        assert!(open.contains("\"cross-origin\"") && open.contains("AccessControlAllowOrigins"), "{open}");
        let all: Value = serde_json::from_str(&distribution(&rules, "film.example")).unwrap();
        let items = all["CacheBehaviors"]["Items"].as_array().unwrap();
        assert_eq!(all["CacheBehaviors"]["Quantity"], items.len());
        for pattern in ["/film/media/*", "*.atom", "*feed.json"] {
            assert!(items.iter().any(|it| it["PathPattern"] == pattern), "{pattern} in {all}");
        }
        assert!(items.iter().all(|it| it["ResponseHeadersPolicyId"] == "OPEN-POLICY-ID"), "{all}");
        assert_eq!(all["DefaultCacheBehavior"]["ResponseHeadersPolicyId"], "POLICY-ID");
        let policy = headers(&Rules::new(&[], Others::default(), "http://film.example"));
        assert_eq!(policy["SecurityHeadersConfig"].get("StrictTransportSecurity"), None);
    }

    #[test]
    fn the_worker_is_uploaded_last() {
        let rules = Rules { base: "/film".into(), ..Rules::new(&[], Others::default(), "https://film.example") };
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
