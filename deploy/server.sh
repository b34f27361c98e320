#!/bin/sh
# Puts the built site on a plain server, without containers:
#   sh deploy/server.sh USER@HOST FOLDER [OPTION OF ./dev build…]
# Without options, dist/ is uploaded as it is; with options, it is built first. Below a path, FOLDER ends in the path.
# What pages name goes first, the worker last. Files that no build has named for 30 days are deleted.
set -eu
refuse() {
  printf 'error: %s\nhelp: %s\n' "$1" "$2" >&2
  exit 2
}
[ $# -ge 2 ] || refuse 'a server and a folder are needed' 'sh deploy/server.sh USER@HOST /srv/film/current'
server=$1 folder=$2
shift 2
case $folder in
  *[!A-Za-z0-9/._-]*) refuse "$folder has letters that a shell reads otherwise" 'use letters, digits, /, ., _ and -' ;;
  /*/*) ;;
  *) refuse "$folder is not two folders deep" 'give it from the top, such as /srv/film/current' ;;
esac
folder=${folder%/}
command -v rsync >/dev/null || refuse 'rsync is missing' 'install rsync'
cd "$(dirname "$0")/.."

[ $# -eq 0 ] || ./dev build "$@"
for name in _headers sw.js offline.json; do
  [ -f "dist/$name" ] || refuse "dist/$name is missing" './dev build --host nginx, or the same with your host'
done
# The path that the site was built for, from its first rule: "/film/*".
IFS= read -r rule <dist/_headers
base=${rule%/\*}
case $folder in
  *"$base") ;;
  *) refuse "the site in dist/ is for $base/, and $folder does not end in $base" "give the folder $folder$base, or build for the root" ;;
esac

ssh "$server" "mkdir -p '$folder'"
# Pictures and clips may be on another host: then there may be no folder for them.
media=dist/media
[ -d "$media" ] || media=
rsync -rc dist/assets $media dist/data "$server:$folder/"
rsync -rc --exclude /assets --exclude /media --exclude /data --exclude /sw.js --exclude /offline.json dist/ "$server:$folder/"
rsync -c dist/offline.json "$server:$folder/"
rsync -c dist/sw.js "$server:$folder/"
# Pages that are no more; hashed files are deleted by their date.
rsync -rc --delete --exclude /assets --exclude /media --exclude /data/catalog --exclude /data/map dist/ "$server:$folder/"

# The date of a hashed file is that of the last deploy that named it.
kept='assets media data/catalog data/map'
(cd dist && find $kept -type f) | ssh "$server" "cd '$folder' && xargs touch && find $kept -type f -mtime +30 -delete"
