# VirtLens: shows the processes' file system inside a root directory, then makes that directory the root of the probe.
# Runs in a mount namespace of its own, so that the mount is gone with it.
mount --rbind /proc "$1/proc" && exec chroot "$1" /bin/sh /probe.sh
