#!/bin/sh
# The three commands of the image. `exec`: signals reach node itself, which finishes what it is doing.
set -eu
cd /app
command="${1:-web}"
case "$command" in
  web | worker) exec node --enable-source-maps "dist/apps/$command/src/main.js" ;;
  *) exec node --enable-source-maps dist/apps/cli/src/main.js "$@" ;;
esac
