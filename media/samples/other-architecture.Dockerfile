# The same kernel, another instruction set: no virtual machine involved.
FROM --platform=linux/arm64 alpine:3.22 AS arm
RUN uname -m && apk add --no-cache gcompat

FROM scratch
COPY --from=arm /bin/busybox /bin/busybox
ENTRYPOINT ["/bin/busybox"]
