//! Amazon S3 behind CloudFront: a function for addresses, a policy for headers, a distribution, and the upload.
//!
//! S3 keeps media type and cache rule with each object, so the upload says them; CloudFront compresses by itself.

use super::{Cache, FOREVER, PRIVATE, REDIRECTS, Rules};
use crate::mime;
use serde_json::{Value, json};

/// The function at viewer-request: addresses without ending become files, odd forms are redirected.
pub fn function(rules: &Rules) -> String {
    let base = &rules.base;
    let redirects: serde_json::Map<String, Value> = REDIRECTS
        .iter()
        .map(|(from, to)| (format!("{base}{from}"), json!([301, format!("{base}{to}")])))
        .chain((!base.is_empty()).then(|| (base.clone(), json!([308, format!("{base}/")]))))
        .collect();
    let private: Vec<String> = PRIVATE.iter().map(|name| format!("{base}/{name}")).collect();
    include_str!("function.js")
        .replace("REDIRECTS", &Value::Object(redirects).to_string())
        .replace("HIDDEN", &json!(private).to_string())
        .replace("SLASHED", &rules.slashed().replace('/', "\\/"))
        .replace("BASE", base)
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
pub fn distribution(rules: &Rules, host: &str) -> Value {
    let missing = |status: u16| {
        json!({
            "ErrorCode": status,
            "ResponsePagePath": format!("{}/404.html", rules.base),
            // The page, but never as a success: a missing file must not pass for one.
            "ResponseCode": "404",
            "ErrorCachingMinTTL": 0,
        })
    };
    json!({
        "CallerReference": "city-of-film",
        "Comment": host,
        "Enabled": true,
        "HttpVersion": "http2and3",
        "IsIPV6Enabled": true,
        "Aliases": { "Quantity": 1, "Items": [host] },
        "Origins": { "Quantity": 1, "Items": [{
            "Id": "bucket",
            "DomainName": "BUCKET.s3.amazonaws.com",
            "OriginAccessControlId": "ACCESS-ID",
            "S3OriginConfig": { "OriginAccessIdentity": "" },
        }] },
        "DefaultCacheBehavior": {
            "TargetOriginId": "bucket",
            "ViewerProtocolPolicy": "redirect-to-https",
            "AllowedMethods": { "Quantity": 2, "Items": ["GET", "HEAD"] },
            "Compress": true,
            // Amazon's own policy CachingOptimized: it obeys what S3 says and caches each encoding by itself.
            "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
            "ResponseHeadersPolicyId": "POLICY-ID",
            "FunctionAssociations": { "Quantity": 1, "Items": [
                { "EventType": "viewer-request", "FunctionARN": "FUNCTION-ARN" },
            ] },
        },
        // Without the right to list the bucket, S3 answers 403 for what is not there.
        "CustomErrorResponses": { "Quantity": 2, "Items": [missing(403), missing(404)] },
        "ViewerCertificate": {
            "ACMCertificateArn": "CERTIFICATE-ARN",
            "SSLSupportMethod": "sni-only",
            "MinimumProtocolVersion": "TLSv1.2_2021",
        },
    })
}

/// The script that uploads `dist/`: what pages name first, then the pages, the worker last.
pub fn upload(rules: &Rules) -> String {
    let mut text = UPLOAD
        .replace("BASE", &rules.base)
        .replace("FOREVER", Cache::Forever.as_str())
        .replace("ASK", Cache::Ask.as_str());
    for folder in FOREVER {
        for mime::Type { end, mime, .. } in mime::by_ending().filter(|it| it.end != ".html") {
            text.push_str(&format!("kept {folder} '*{end}' '{mime}'\n"));
        }
    }
    for mime::Type { end, mime, .. } in mime::TYPES.iter().filter(|it| it.end != ".html") {
        text.push_str(&format!("asked '*{}' '{mime}'\n", end.trim_start_matches('/')));
    }
    text.push_str("asked '*.html' 'text/html; charset=utf-8'\n");
    text.push_str("last offline.json application/json\nlast sw.js 'text/javascript; charset=utf-8'\n");
    text.push_str(&format!(
        "aws cloudfront create-invalidation --distribution-id \"$distribution\" --paths '{}/*' >/dev/null\n",
        rules.base
    ));
    text
}

/// The beginning of the script: what it needs, and its three words.
const UPLOAD: &str = r#"#!/bin/sh
# Uploads the built site to S3: sh upload.sh DIST BUCKET DISTRIBUTION
# What pages name goes first, the worker last. Nothing is deleted: old tabs may still ask for old files.
set -eu
refuse() {
  printf 'error: %s\nhelp: %s\n' "$1" "$2" >&2
  exit 2
}
[ $# -eq 3 ] || refuse 'three words are needed' 'sh upload.sh DIST BUCKET DISTRIBUTION'
command -v aws >/dev/null || refuse 'the AWS command line is missing' 'install awscli, then run aws configure'
[ -f "$1/_headers" ] || refuse "$1 is no built site" './dev build, then give its dist/'
dist=$1 bucket="s3://$2BASE" distribution=$3
# kept FOLDER PATTERN TYPE: files named by their content, which never change under their name.
kept() {
  [ -d "$dist/$1" ] || return 0
  aws s3 sync "$dist/$1" "$bucket/$1" --size-only --exclude '*' --include "$2" \
    --cache-control 'FOREVER' --content-type "$3" --only-show-errors
}
# asked PATTERN TYPE: all others. They are copied, not synchronised: that goes by size and date, and would pass
# over a change that keeps the size.
asked() {
  aws s3 cp "$dist" "$bucket" --recursive --exclude '*' --include "$1" --exclude 'assets/*' --exclude 'media/*' \
    --exclude 'data/catalog/*' --exclude 'data/map/*' --exclude sw.js --exclude offline.json \
    --cache-control 'ASK' --content-type "$2" --only-show-errors
}
last() {
  [ -f "$dist/$1" ] || return 0
  aws s3 cp "$dist/$1" "$bucket/$1" --cache-control 'ASK' --content-type "$2" --only-show-errors
}
"#;

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
            let said = match name.as_str() {
                "Strict-Transport-Security" => text.matches("63072000").count(),
                "X-Content-Type-Options" => text.matches("ContentTypeOptions").count(),
                _ => text.matches(&format!("\"{value}\"")).count(),
            };
            assert_eq!(named.count() + said, 1, "{name} in {policy}");
        }
        assert!(!distribution(&rules, "film.example").to_string().contains("\"200\""));
    }

    #[test]
    fn the_worker_is_uploaded_last() {
        let rules = Rules { base: "/film".into(), ..Rules::new(&[], None) };
        let text = upload(&rules);
        let at = |line: &str| text.find(line).unwrap_or_else(|| panic!("{line} is not in\n{text}"));
        let order = [
            "kept assets '*.wasm'",
            "asked '*.json'",
            "asked '*feed.json'",
            "asked '*.html'",
            "last offline",
            "last sw",
        ];
        assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])));
        assert!(text.contains("bucket=\"s3://$2/film\""));
    }
}
