#!/bin/sh
exec qemu-system-x86_64 -accel kvm -m 1G -drive "file=disk.qcow2,if=virtio"
