#!/bin/sh
# Sees to the system libraries and programs that Qt (run) or the checks (test) need on Linux:
# installs them through apt where it may, otherwise says the one command to run.
set -eu
PATH="$PATH:/usr/sbin:/sbin"

# What must be there, and the Debian package that brings it.
for_run="
lib:libglib-2.0.so.0=libglib2.0-0
lib:libEGL.so.1=libegl1
lib:libGL.so.1=libgl1
lib:libdbus-1.so.3=libdbus-1-3
lib:libfontconfig.so.1=libfontconfig1
lib:libxkbcommon.so.0=libxkbcommon0
lib:libxkbcommon-x11.so.0=libxkbcommon-x11-0
lib:libxcb-cursor.so.0=libxcb-cursor0
lib:libxcb-icccm.so.4=libxcb-icccm4
lib:libxcb-keysyms.so.1=libxcb-keysyms1
lib:libxcb-shape.so.0=libxcb-shape0
lib:libwayland-cursor.so.0=libwayland-cursor0
lib:libwayland-egl.so.1=libwayland-egl1
font:DejaVuSans.ttf=fonts-dejavu-core
"
for_test="
program:Xvfb=xvfb
program:openbox=openbox
program:xdotool=xdotool
program:strace=strace
"

is_there() {
    name=${1#*:}
    case "$1" in
        lib:*) ldconfig -p | grep -qF "$name " ;;
        font:*) [ -n "$(find /usr/share/fonts /usr/local/share/fonts -name "$name" 2>/dev/null)" ] ;;
        program:*) command -v "$name" >/dev/null ;;
    esac
}

[ "$(uname)" = Linux ] || exit 0
needed=$for_run
[ "$1" = run ] || needed="$needed $for_test"
missing=
for line in $needed; do
    is_there "${line%=*}" || missing="$missing ${line#*=}"
done
[ -n "$missing" ] || exit 0

as_root=
[ "$(id -u)" = 0 ] || as_root="sudo -n"
if command -v apt-get >/dev/null && { [ -z "$as_root" ] || $as_root true 2>/dev/null; }; then
    echo "Installing system libraries through apt:$missing" >&2
    $as_root apt-get update -qq
    # shellcheck disable=SC2086  # One word a package.
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null
    exit 0
fi
# Without a display no window opens, and the plan is printed without these.
[ "$1" = test ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || exit 0
echo "System libraries are missing: run  sudo apt-get install -y --no-install-recommends$missing  (or your system's packages of the same content) and try again." >&2
exit 1
