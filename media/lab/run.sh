# VirtLens: puts an empty directory over `/run`, where the command that follows leaves things, and runs it. In a mount namespace of its own: gone with it.
mount -t tmpfs tmpfs /run && exec "$@"
