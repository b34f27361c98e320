#!/usr/bin/env bash
# Compiles a crate of ours for `./dev test`, in place of rustc: clippy does. See docs/decisions/lints.md.
set -euo pipefail
# The largest test crates are not optimised: that would take longer than it saves when they run. rustc turns on
# debug assertions at opt-level 0.
if [[ " $* " =~ " --crate-name "(city_of_film|site|gallery)" " && " $* " == *" --test "* ]]; then
    set -- "$@" -Copt-level=0 -Cdebug-assertions=off
fi
exec "$CLIPPY_DRIVER" "$@"
