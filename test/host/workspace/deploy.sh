#!/bin/sh
docker run --rm --pid=host alpine:3.20 ps
