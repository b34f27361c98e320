#!/bin/sh
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
dist=$1 bucket="s3://$2%BASE%" distribution=$3
# immutable FOLDER PATTERN TYPE: files named by their content, which never change under their name.
immutable() {
  [ -d "$dist/$1" ] || return 0
  aws s3 sync "$dist/$1" "$bucket/$1" --size-only --exclude '*' --include "$2" \
    --cache-control '%FOREVER%' --content-type "$3" --only-show-errors
}
# asked PATTERN TYPE RULE: all others. They are copied, not synchronised: that goes by size and date, and would pass
# over a change that keeps the size.
asked() {
  aws s3 cp "$dist" "$bucket" --recursive --exclude '*' --include "$1" --exclude 'assets/*' --exclude 'media/*' \
    --exclude 'data/catalog/*' --exclude 'data/map/*' --exclude sw.js --exclude offline.json \
    --cache-control "$3" --content-type "$2" --only-show-errors
}
# All that has none of these endings: files of public/root, whose type the AWS command line guesses.
others() {
  aws s3 cp "$dist" "$bucket" --recursive%OTHERS% --exclude 'assets/*' --exclude 'media/*' \
    --exclude 'data/catalog/*' --exclude 'data/map/*' --exclude _headers --exclude _redirects \
    --cache-control '%ASK%' --only-show-errors
}
last() {
  [ -f "$dist/$1" ] || return 0
  aws s3 cp "$dist/$1" "$bucket/$1" --cache-control '%ASK%' --content-type "$2" --only-show-errors
}
%FILES%
others
asked '*.html' 'text/html; charset=utf-8' '%PAGE%'
last offline.json application/json
last sw.js 'text/javascript; charset=utf-8'
aws cloudfront create-invalidation --distribution-id "$distribution" --paths '%BASE%/*' >/dev/null
