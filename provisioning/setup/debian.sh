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
  [ "$id" = 'debian 12' ] ||
    fail "set-up knows Debian 12 only; this system is '${id:-unknown}'. Debian 12 in a virtual machine or container works."
}

# Without a terminal nobody can type sudo's password: then it must work without one, or say so at once.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif [ -t 0 ]; then sudo "$@"; else sudo -n "$@"; fi
}

no_root() {
  fail 'these Debian packages are missing, and neither root nor sudo works here. Ask your administrator for: apt-get install' "$@"
}

missing_packages() {
  # shellcheck disable=SC2046
  dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' $(package_names $(profile_lists)) 2>/dev/null |
    awk '$1 == "ii" {print $2}' | sort -u >"$work/installed"
  # shellcheck disable=SC2046
  package_names $(profile_lists) | sort -u | comm -23 - "$work/installed"
}

# Maintainer scripts ask this file whether they may start a service; 101 says no (invoke-rc.d(8)).
policy=/usr/sbin/policy-rc.d
policy_mark="# placed by the set-up of Loket in $root while it installs packages"

remove_policy() {
  ! grep -qsF "$policy_mark" "$policy" || as_root rm -f "$policy"
}

without_services() {
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\n%s\nexit 101\n' "$policy_mark" >"$work/policy-rc.d"
    trap remove_policy EXIT
    trap 'exit 130' HUP INT TERM
    as_root install -m 755 "$work/policy-rc.d" "$policy"
  fi
  status=0
  as_root "$@" || status=$?
  remove_policy
  trap - EXIT HUP INT TERM
  return "$status"
}

debian_packages() {
  require_debian
  remove_policy # left by a set-up that was killed
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  # shellcheck disable=SC2086
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null 2>&1 || no_root $missing
  say 'these Debian packages are missing and will be installed (1 to 5 minutes):'
  # shellcheck disable=SC2086
  printf '  %s\n' $missing >&2
  if [ -z "$yes" ]; then
    printf 'loket: install them now? [Y/n] ' >&2
    read -r answer || answer=no
    case $answer in [nN]*) fail 'nothing was installed.' ;; esac
  fi
  # shellcheck disable=SC2086
  as_root true || no_root $missing
  # shellcheck disable=SC2086
  apt_install $missing || fail "apt-get could not install these packages; all of its output is in $work/apt.log"
}

apt_install() {
  apt_get update || return 1
  without_services env DEBIAN_FRONTEND=noninteractive apt-get -qy -o DPkg::Lock::Timeout=300 \
    install --no-install-recommends "$@" >>"$work/apt.log" 2>&1 || { tail -n 5 "$work/apt.log" >&2; return 1; }
}

apt_get() {
  as_root apt-get -q "$@" >"$work/apt.log" 2>&1 || { tail -n 5 "$work/apt.log" >&2; return 1; }
}

debian_unpacked() {
  wanted=$(digest "$here/packages/unpacked.txt")
  ! fresh unpacked "$wanted" || return 0
  say 'unpacking the smart card daemon, the virtual reader and the relay (a few seconds)'
  rm -rf "$work/debian" "$work/debs"
  mkdir -p "$work/debian" "$work/debs"
  # shellcheck disable=SC2046
  set -- $(package_names "$here/packages/unpacked.txt")
  download "$@" || { apt_get update && download "$@"; } || fail "could not fetch $*; see $work/unpack.log"
  for package in "$work"/debs/*.deb; do dpkg-deb -x "$package" "$work/debian"; done
  rm -rf "$work/debs"
  stamp unpacked "$wanted"
}

# Root's apt would hand the download to a user who may not write here; it says so and goes on, so that is not shown.
download() { (cd "$work/debs" && apt-get -q download "$@" >"$work/unpack.log" 2>&1); }
