# What is built here: the small C parts, the nets, the web pages, the materials of the demo.

tree_digest() { find "$@" -type f ! -name '*.md' -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-32; }

native_parts() {
  wanted=$(tree_digest daemon/media/native)$(digest "$here/packages/unpacked.txt")
  ! fresh native "$wanted" || return 0
  say 'compiling the native parts (a few seconds)'
  mkdir -p "$work/native"
  sh daemon/media/native/build.sh "$work/native" >"$work/native.log" 2>&1 ||
    { tail -n 15 "$work/native.log" >&2; fail "the native parts did not compile; see $work/native.log"; }
  voice_processor
  stamp native "$wanted"
}

# The one plugin that is wanted of a package that would bring sixty others.
voice_processor() {
  plugin=$(find "$work/debian" -name libgstwebrtcdsp.so)
  [ -n "$plugin" ] || fail 'the voice processor was not unpacked'
  ln -sf "$plugin" "$work/native/gstreamer/libgstwebrtcdsp.so"
}

# Their weights come in packages of which nothing else is used, so these are fetched, read and removed.
nets() {
  wanted=$(digest provisioning/setup/nets/* daemon/media/eyes/nets.ts)
  ! fresh nets "$wanted" || return 0
  say 'making the nets of eye tracker and backdrop (about 20 seconds)'
  rm -rf "$work/nets-packages" "$work/nets"
  mkdir -p "$work/nets-packages"
  cp provisioning/setup/nets/package.json provisioning/setup/nets/package-lock.json .npmrc "$work/nets-packages"
  (cd "$work/nets-packages" && node "$here/node/node_modules/npm/bin/npm-cli.js" ci --ignore-scripts --loglevel=notice) \
    >"$work/nets.log" 2>&1 ||
    { tail -n 5 "$work/nets.log" >&2; fail "npm could not fetch the weights of the nets; see $work/nets.log"; }
  node provisioning/setup/nets/main.ts "$work/nets-packages/node_modules" "$work/nets" >>"$work/nets.log" 2>&1 ||
    { tail -n 15 "$work/nets.log" >&2; fail "the nets could not be made; see $work/nets.log"; }
  rm -rf "$work/nets-packages"
  stamp nets "$wanted"
}

# Pages are as new as their folders, what the console loads on demand, the modules from elsewhere that the last build has listed, and the npm packages.
pages_digest() {
  # shellcheck disable=SC2046
  printf '%s %s' "$(tree_digest daemon/screens office/console "$work/nets/matting")" "$(digest package-lock.json $(cat "$work/pages.inputs" 2>/dev/null))"
}

web_pages() {
  ! fresh pages "$(pages_digest)" || return 0
  say 'building the web pages (about 10 seconds)'
  node provisioning/setup/pages.ts "$work/pages" --inputs "$work/pages.inputs" >"$work/pages.log" 2>&1 ||
    { tail -n 15 "$work/pages.log" >&2; fail "the web pages did not build; see $work/pages.log"; }
  stamp pages "$(pages_digest)"
}

materials() {
  wanted=$(tree_digest provisioning/setup/materials hw/card/eid-tlv.ts hw/card/virtual/pkcs15.ts)
  ! fresh materials "$wanted" || return 0
  say 'making test cards, keys and test sentences (a few seconds)'
  node provisioning/setup/materials/main.ts "$work/materials" >"$work/materials.log" 2>&1 ||
    { tail -n 15 "$work/materials.log" >&2; fail "the materials could not be made; see $work/materials.log"; }
  stamp materials "$wanted"
}
