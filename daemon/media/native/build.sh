#!/bin/sh
# Compiles the media child's native parts into a folder: sh build.sh OUTDIR
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
out=$1
flags='-std=c11 -O2 -fPIC -shared -Wall -Wextra -Werror'
mkdir -p "$out/gstreamer"
# shellcheck disable=SC2046,SC2086  # flags are words
gcc $flags $(pkg-config --cflags gstreamer-gl-1.0) "$here/control.c" "$here/texture.c" \
  -o "$out/gstreamer/libloketcontrol.so" $(pkg-config --libs gstreamer-gl-1.0)
# shellcheck disable=SC2086
gcc $flags "$here/ice-loopback.c" -o "$out/ice-loopback.so"
node "$here/unpack-font.ts" "$out/fonts"
