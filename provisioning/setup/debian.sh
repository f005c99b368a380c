# Debian's packages: installed where they must be, unpacked into the checkout where they would start services.

package_names() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$@" | awk '{print $1}'; }

profile_lists() {
  printf '%s\n' "$here/packages/demo.txt"
  [ "$profile" = demo ] || printf '%s\n' "$here/packages/rehearse.txt"
  [ "$profile" != test ] || printf '%s\n' "$here/packages/test.txt"
}

require_debian() {
  [ "$(uname -m)" = x86_64 ] || fail "this checkout runs on x86_64; this machine is $(uname -m)."
  id=$(. /etc/os-release 2>/dev/null && printf '%s %s' "${ID:-}" "${VERSION_ID:-}") || id=
  [ "$id" = 'debian 12' ] || fail "set-up knows Debian 12 only; this system is '${id:-unknown}'. Install the packages in provisioning/setup/packages by hand, then run: touch .loket/stamps/debian-by-hand"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

missing_packages() {
  # shellcheck disable=SC2046
  dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' $(package_names $(profile_lists)) 2>/dev/null |
    awk '$1 == "ii" {print $2}' | sort -u >"$work/installed"
  # shellcheck disable=SC2046
  package_names $(profile_lists) | sort -u | comm -23 - "$work/installed"
}

# Maintainer scripts ask this file whether they may start a service; 101 says no (invoke-rc.d(8)).
without_services() {
  policy=/usr/sbin/policy-rc.d
  if [ -e "$policy" ]; then
    as_root "$@"
    return
  fi
  printf '#!/bin/sh\nexit 101\n' >"$work/policy-rc.d"
  as_root install -m 755 "$work/policy-rc.d" "$policy"
  status=0
  as_root "$@" || status=$?
  as_root rm -f "$policy"
  return "$status"
}

debian_packages() {
  [ ! -f "$stamps/debian-by-hand" ] || return 0
  # shellcheck disable=SC2046
  wanted=$(digest $(profile_lists))
  ! fresh "debian-$profile" "$wanted" || return 0
  require_debian
  missing=$(missing_packages)
  if [ -n "$missing" ]; then
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null 2>&1; then
      fail "these Debian packages are missing, and neither root nor sudo is at hand. Ask your administrator for:" $missing
    fi
    say 'these Debian packages are missing and will be installed (1 to 5 minutes):'
    printf '  %s\n' $missing >&2
    if [ -z "$yes" ]; then
      printf 'loket: install them now? [Y/n] ' >&2
      read -r answer
      case $answer in [nN]*) fail 'nothing was installed.' ;; esac
    fi
    # shellcheck disable=SC2086
    apt_install $missing || fail "apt-get could not install the packages above; its last lines are in $work/apt.log"
  fi
  stamp "debian-$profile" "$wanted"
}

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get -q update >"$work/apt.log" 2>&1 || { tail -n 5 "$work/apt.log" >&2; return 1; }
  without_services apt-get -qy -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@" >>"$work/apt.log" 2>&1 ||
    { tail -n 5 "$work/apt.log" >&2; return 1; }
}

debian_unpacked() {
  wanted=$(digest "$here/packages/unpacked.txt")
  ! fresh unpacked "$wanted" || return 0
  say 'unpacking the smart card daemon and the virtual reader (a few seconds)'
  rm -rf "$work/debian" "$work/debs"
  mkdir -p "$work/debian" "$work/debs"
  # shellcheck disable=SC2046
  set -- $(package_names "$here/packages/unpacked.txt")
  (cd "$work/debs" && apt-get -q download "$@" >"$work/unpack.log" 2>&1) ||
    { as_root apt-get -q update >>"$work/unpack.log" 2>&1 && (cd "$work/debs" && apt-get -q download "$@" >>"$work/unpack.log" 2>&1); } ||
    fail "could not fetch $*; see $work/unpack.log"
  for package in "$work"/debs/*.deb; do dpkg-deb -x "$package" "$work/debian"; done
  rm -rf "$work/debs"
  stamp unpacked "$wanted"
}
