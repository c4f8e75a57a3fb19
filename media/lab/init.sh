#!/bin/sh
# VirtLens: the first and only program of the Linux guest. Runs the probe and asks the kernel to power the machine off.
PATH=/usr/bin
export PATH
mount -t proc proc /proc
/bin/sh /probe.sh
echo o >/proc/sysrq-trigger
read -r forever
