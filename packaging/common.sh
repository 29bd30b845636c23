# shellcheck shell=sh
# What the scripts of packaging/ share: find Python, have the system's libraries, make an environment.
# Sourced by them, from the top of the repository. Needs nothing but a POSIX shell and Python 3.11 or newer; on Debian
# and Ubuntu it names or installs the packages that are missing.

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$*"
    exit 1
}

# Debian's packages for the window. PySide6 carries Qt itself, but not what Qt asks the system for.
QT_PACKAGES="libglib2.0-0 libgl1 libegl1 libfontconfig1 libxkbcommon0 libdbus-1-3
libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"

# find_python: sets PYTHON to a Python of at least 3.11. On a bare Debian, root has it installed.
find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            PYTHON=$candidate
            return 0
        fi
    done
    if command -v apt-get >/dev/null 2>&1 && ! command -v python3 >/dev/null 2>&1; then
        need python3 python3-venv
        install_missing
        find_python
        return 0
    fi
    die "SIM Exit needs Python 3.11 or newer, and none was found. Debian 12, Ubuntu 24.04 and later ones have it: apt-get install python3"
}

# need NAME...: notes the Debian packages that are missing, for install_missing.
missing=
need() {
    command -v dpkg-query >/dev/null 2>&1 || return 0 # not Debian: pip and Qt say themselves what they lack
    for package in "$@"; do
        # Newer systems have some libraries under a longer name (libglib2.0-0t64); apt-get knows them by the old one.
        dpkg-query -W -f '${Status}\n' "$package" "${package}t64" 2>/dev/null |
            grep -q '^install ok installed' || missing="$missing $package"
    done
}

# need_freezing: notes what PyInstaller lacks. Debian's own Python keeps its library in a package of its own.
need_freezing() {
    need binutils
    case $("$PYTHON" -c 'import sys; print(sys.base_prefix)') in
    /usr) need "$("$PYTHON" -c 'import sys; print("libpython%d.%d" % sys.version_info[:2])')" ;;
    esac
}

# need_environment DIR: notes what Python lacks to make a virtual environment. Debian keeps that in a package of its own.
need_environment() {
    if [ ! -x "$1/bin/pip" ] && ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
        need "$("$PYTHON" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
}

# as_root LINE: the line that a person types to have something done as root.
as_root() {
    if command -v sudo >/dev/null 2>&1; then
        printf "sudo sh -c '%s'" "$1"
    else
        printf "su -c '%s'" "$1"
    fi
}

# install_missing: installs what `need` noted, or says which one line to type.
install_missing() {
    [ -n "$missing" ] || return 0
    line="apt-get update && apt-get install -y --no-install-recommends$missing"
    missing=
    if [ "$(id -u)" != 0 ]; then
        die "Some system packages are missing. Type this one line, then start again:
    $(as_root "$line")"
    fi
    say "Installing system packages:${line##*recommends}"
    log=$(temporary)
    if ! DEBIAN_FRONTEND=noninteractive sh -c "$line" >"$log" 2>&1; then
        tail -n 15 "$log" >&2
        die "
The system packages could not be installed. $(reason "$log" /var/cache/apt)
The last lines above are apt's. Type this one line yourself:
    $line"
    fi
    rm -f "$log"
}

# temporary: the path of a new empty file.
temporary() { mktemp 2>/dev/null || die "No temporary file can be made in ${TMPDIR:-/tmp}: the disk is full, or may not be written to."; }

# free_mb PATH: how many megabytes are free where PATH is or will be; a great number where that cannot be known.
free_mb() {
    place=$1
    while [ ! -e "$place" ]; do place=$(dirname "$place"); done
    df -Pm "$place" 2>/dev/null | awk 'END { print (NF >= 4 && $4 ~ /^[0-9]+$/) ? $4 : 999999 }'
}

# need_space DIR MEGABYTES: stops before a long download that could not be kept.
need_space() {
    free=$(free_mb "$1")
    [ "$free" -ge "$2" ] || die "The disk is too full: $1 needs $2 MB, and $free MB are free there. Nothing was changed. Make room, then start again."
}

# reason LOG DIR: one sentence on why an installation failed, from what its tool said and how full the disk is.
reason() {
    if grep -qiE 'no space left|disk quota|enough free (disk )?space' "$1" || [ "$(free_mb "$2")" -lt 5 ]; then
        echo "The disk is full. Make room, then start again."
    elif grep -qiE 'do not match the hashes|hash sum mismatch' "$1"; then
        echo "What came is not what is listed: it was changed on its way or where it is kept, so it was not used. Try again later or from another network."
    elif grep -qiE 'name resolution|name or service not known|could not resolve|network is unreachable|no route to host|connection (refused|reset|failed)|timed out|max retries|failed to establish|failed to fetch|proxy|certificate|50[0-9] (server error|bad gateway|service unavailable)' "$1"; then
        echo "The server with the packages could not be reached: this computer is offline, or that server is away. Nothing is broken: start again once it can be reached."
    elif grep -qiE 'permission denied|read-only file system|are you root' "$1"; then
        echo "This folder, or one of the system's, may not be written to. Use a copy of the project in a folder of your own."
    else
        echo "Why stands above, in the first line that begins with ERROR or E:, or with an exception's name."
    fi
}

# make_environment DIR: a virtual environment of its own, made once, and anew when its Python is gone.
make_environment() {
    [ -x "$1/bin/pip" ] && "$1/bin/python" -c 'import pip' 2>/dev/null && return 0
    log=$(temporary)
    if ! { rm -rf "$1" && "$PYTHON" -m venv "$1"; } >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        die "
Python could not make a virtual environment in $1. $(reason "$log" "$1")"
    fi
    rm -f "$log"
}

# pip_install DIR ARGUMENT...: installs into an environment; when that fails, says why in a sentence.
pip_install() {
    environment=$1
    shift
    log=$(temporary)
    if ! "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --no-input "$@" >"$log" 2>&1; then
        tail -n 15 "$log" >&2
        die "
The installation did not finish. $(reason "$log" "$environment")
Nothing outside of $environment was changed."
    fi
    grep -v '^WARNING' "$log" >&2 || true
    rm -f "$log"
}

# install_held DIR LIST...: what the lists of packaging/lock name, in exactly those versions, each file checked by its hash.
install_held() {
    environment=$1
    shift
    for list in "$@"; do
        set -- "$@" --requirement "packaging/lock/$list.txt"
        shift
    done
    pip_install "$environment" --require-hashes "$@"
}
