#!/bin/sh
# Compiles the media child's native parts into a folder: sh build.sh OUTDIR
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
out=$1
flags='-std=c11 -O3 -fPIC -shared -Wall -Wextra -Werror'
mkdir -p "$out/gstreamer"
plugin() {
  name=$1
  shift
  # shellcheck disable=SC2046,SC2086  # flags are words
  gcc $flags $(pkg-config --cflags "$@") "$here/$name.c" \
    -o "$out/gstreamer/libloket$name.so" $(pkg-config --libs "$@") -lm
}
plugin control gstreamer-1.0
plugin frame gstreamer-1.0 gstreamer-video-1.0
# shellcheck disable=SC2086
gcc $flags "$here/ice-loopback.c" -o "$out/ice-loopback.so"
