#!/bin/sh
# Compiles the media child's native parts into a folder: sh build.sh OUTDIR
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
out=$1
flags='-std=c11 -O3 -fPIC -shared -Wall -Wextra -Werror'
mkdir -p "$out/gstreamer"
# A plugin of the sources and the libraries that are named: plugin NAME 'SOURCES' 'LIBRARIES'
plugin() {
  # shellcheck disable=SC2046,SC2086  # flags, sources and libraries are words
  (cd "$here" && gcc $flags $(pkg-config --cflags $3) $2 -o "$out/gstreamer/libloket$1.so" $(pkg-config --libs $3) -lm)
}
plugin control 'control.c texture.c' gstreamer-gl-1.0
plugin frame frame.c 'gstreamer-1.0 gstreamer-video-1.0'
# shellcheck disable=SC2086
gcc $flags "$here/ice-loopback.c" -o "$out/ice-loopback.so"
node "$here/unpack-font.ts" "$out/fonts"
