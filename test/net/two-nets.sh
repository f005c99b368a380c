#!/bin/sh
# Two networks with no route between them, and a relay with a foot in both: runs COMMAND in the first, with the number
# of a process in the second as its last word. All of it is a user and network namespace of its own, which ends with it.
#   two-nets.sh TURNSERVER CONFIG COMMAND...
set -eu
[ "${inside:-}" ] || exec env inside=1 unshare --user --map-root-user --net --pid --fork --mount-proc --kill-child sh "$0" "$@"

turnserver=$1 config=$2
shift 2
ip link set lo up
echo 0 >/proc/sys/net/ipv4/ip_forward

# net NAME NUMBER: a network namespace that is 10.99.NUMBER.2, with us as 10.99.NUMBER.1; no default route.
net() {
  unshare --net sleep 600 &
  pid=$!
  until [ "$(readlink /proc/$pid/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do :; done
  ip link add "$1" type veth peer name eth0 netns "$pid"
  ip addr add "10.99.$2.1/24" dev "$1"
  ip link set "$1" up
  nsenter --target "$pid" --net sh -c "ip link set lo up; ip addr add 10.99.$2.2/24 dev eth0; ip link set eth0 up"
}
net first 1
first=$pid
net second 2
second=$pid

"$turnserver" -c "$config" >/dev/null 2>&1 &
until ss -ltn | grep -q '10.99.2.1:3478'; do sleep 0.05; done
nsenter --target "$first" --net -- "$@" "$second"
