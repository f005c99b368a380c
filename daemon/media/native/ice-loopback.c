/*
 * Shows the process one network interface: loopback, under a name and with flags that make libwebrtc take it
 * for an ordinary one. libwebrtc skips loopback, and @roamhq/wrtc has no option to let it in or to keep the
 * others out; with this every ICE socket is bound to 127.0.0.1. Preloaded only where `iceLoopback` is set.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>

struct shown {
  struct ifaddrs entry;
  struct sockaddr_in address, mask;
  char name[8];
};

int getifaddrs (struct ifaddrs **list)
{
  struct shown *shown = calloc (1, sizeof *shown);
  if (!shown)
    return -1;
  strcpy (shown->name, "loket0");
  shown->address.sin_family = AF_INET;
  shown->address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  shown->mask.sin_family = AF_INET;
  shown->mask.sin_addr.s_addr = htonl (0xff000000);
  shown->entry.ifa_name = shown->name;
  shown->entry.ifa_flags = IFF_UP | IFF_RUNNING;
  shown->entry.ifa_addr = (struct sockaddr *) &shown->address;
  shown->entry.ifa_netmask = (struct sockaddr *) &shown->mask;
  *list = &shown->entry;
  return 0;
}

void freeifaddrs (struct ifaddrs *list)
{
  free (list);
}
