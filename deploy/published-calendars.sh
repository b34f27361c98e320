#!/bin/sh
# Fetches the calendars of the published site, for a build that starts without the previous one:
#   sh deploy/published-calendars.sh https://HOST/PATH FOLDER
#   ./dev build --before FOLDER
# The build compares them with the content, so that readers' calendars learn which sessions have changed.
set -eu
refuse() {
  printf 'error: %s\nhelp: %s\n' "$1" "$2" >&2
  exit 2
}
[ $# -eq 2 ] || refuse 'a site and a folder are needed' 'sh deploy/published-calendars.sh https://film.example before'
case $1 in
  http://* | https://*) ;;
  *) refuse "$1 is not the address of a site" 'give it with https://' ;;
esac
command -v curl >/dev/null || refuse 'curl is missing' 'install curl'
site=${1%/} folder=$2
content=$(dirname "$0")/../public/content/summit
mkdir -p "$folder"
for record in "$content"/*.json; do
  [ -f "$record" ] || continue
  for language in '' zh/; do
    name=${language}summit/$(basename "$record" .json)/agenda.ics
    mkdir -p "$folder/$(dirname "$name")"
    status=$(curl -sSL --retry 3 -o "$folder/$name" -w '%{http_code}' "$site/$name") || status=none
    case $status in
      200) ;;
      # An edition that is not published yet.
      404) rm -f "$folder/$name" ;;
      # Without its calendar, changes of an edition would be lost.
      *) refuse "$site/$name: the response is $status" 'try again when the site can be reached' ;;
    esac
  done
done
