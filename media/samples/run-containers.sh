#!/bin/sh
# Three commands, one kernel. Hover the flags: they say the same as the keys of compose.yaml.
set -eu

# An ordinary container: its own files, processes, network and host name.
docker run --detach --rm --name web --memory 256m --publish 8080:80 nginx:1.27

# The same kernel as before, and now the host's process table and network as well.
docker run -it --rm --pid=host --network host alpine:3.20 top

# Next to nothing is left between this container and the host.
docker run -it --privileged --pid=host -v /:/host alpine:3.20 chroot /host

# Without a daemon, and without root: a user namespace maps the ids.
podman run --rm --userns=keep-id -v "$HOME/src":/src:ro alpine:3.20 id

# And a machine: another kernel, on hardware that does not exist.
qemu-system-x86_64 -accel kvm -m 1G -drive file=debian.qcow2,if=virtio -nic user,model=virtio-net-pci
