# VirtLens: mounts a view of cgroup v2 and runs the command that follows. Runs in namespaces of its own; the mount is gone with them.
mount -t cgroup2 none /sys/fs/cgroup && exec "$@"
