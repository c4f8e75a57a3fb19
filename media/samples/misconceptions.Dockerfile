# Lines people write when they take a container for a virtual machine. Hover the commands.
FROM ubuntu:24.04

# A kernel package: files that nothing will ever boot.
RUN apt-get update && apt-get install -y linux-image-generic linux-headers-$(uname -r) kmod

# A module goes into the kernel that runs, and that is the builder's.
RUN modprobe br_netfilter

# /proc/sys belongs to the kernel, not to the image.
RUN sysctl -w vm.max_map_count=262144

# There is no init here to talk to.
RUN systemctl start ssh

# One clock, one kernel log, one swap.
RUN date -s "2030-01-01" ; dmesg ; swapon /swapfile

# A limit of this one shell; a name nobody keeps.
RUN ulimit -n 65536 && hostname web01

# And the machine it would restart is yours.
RUN reboot

EXPOSE 22
CMD ["/sbin/init"]
