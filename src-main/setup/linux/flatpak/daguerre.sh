#!/bin/sh
# Daguerre's command in a Flatpak: the window goes through zypak, which keeps Chromium's sandbox; a command loads no page, and
# needs none.
app=/app/daguerre/daguerre-app
if [ $# -eq 0 ] || [ -e "$1" ]; then exec zypak-wrapper "$app" "$@"; fi
exec /app/daguerre/daguerre "$@"
