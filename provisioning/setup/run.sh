#!/bin/sh
# Sets up the checkout for a profile (demo, rehearse or test), then runs a command in it.
# Every step is skipped when its inputs have not changed since it last succeeded.
set -eu

profile=$1
shift
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../.." && pwd)
work="$root/.loket"
stamps="$work/stamps"
cd "$root"
mkdir -p "$stamps"

say() { printf '%s\n' "loket: $*" >&2; }
fail() {
  say "$*"
  exit 69 # EX_UNAVAILABLE
}
digest() { sha256sum "$@" 2>/dev/null | sha256sum | cut -c1-32; }
fresh() { [ -f "$stamps/$1" ] && [ "$(cat "$stamps/$1")" = "$2" ]; }
stamp() { printf '%s' "$2" >"$stamps/$1"; }

yes=${CI:+1}
[ -t 0 ] || yes=1
for argument in "$@"; do
  [ "$argument" != --yes ] || yes=1
done

# One set-up at a time: two commands started together would install over each other.
exec 9>"$work/setup.lock"
flock -n 9 || { say 'another command is setting up this checkout; waiting for it'; flock 9; }

. "$here/debian.sh"
. "$here/node.sh"
. "$here/build.sh"
debian_packages
debian_unpacked
node_runtime
node_packages
native_parts
nets
web_pages
materials

exec 9>&-
exec "$@"
