# Runs pcscd on a socket of our own: its path is compiled in, but it honours socket activation (sd_listen_fds(3)).
# Usage: perl activate.pl SOCKET PCSCD [ARGUMENT...]. Perl, since perl-base is in every Debian.
use strict;
use warnings;
use POSIX ();
use Socket;

my ($path, @command) = @ARGV;
unlink $path;
$^F = 3;    # descriptors above this one are closed by exec
socket(my $listener, AF_UNIX, SOCK_STREAM, 0) or die "socket: $!\n";
bind($listener, pack_sockaddr_un($path)) or die "bind $path: $!\n";
listen($listener, 16) or die "listen: $!\n";
defined POSIX::dup2(fileno($listener), 3) or die "dup2: $!\n";
$ENV{LISTEN_PID} = $$;
$ENV{LISTEN_FDS} = 1;
exec {$command[0]} @command or die "exec $command[0]: $!\n";
