# What packaging/run and packaging/test share: find Python, make an environment, have the system's libraries.
# Sourced by both, from the top of the repository. Needs nothing but a POSIX shell, apt-get and Python 3.11 or newer.

say() { printf '%s\n' "$*" >&2; }

die() { say "$*"; exit 1; }

# Debian's packages for the window. PySide6 carries Qt itself, but not what Qt asks the system for.
QT_PACKAGES="libglib2.0-0 libgl1 libegl1 libfontconfig1 libxkbcommon0 libdbus-1-3
libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"

# have_packages NAME...: installs those that are missing, or says which one line to type.
have_packages() {
    command -v dpkg-query >/dev/null 2>&1 || return 0 # not Debian: the check of Qt below says what is missing
    missing=
    for package in "$@"; do
        # Newer systems rename a library (libglib2.0-0t64) and let it provide the old name.
        dpkg-query -W -f '${Status} ${Package} ${Provides}\n' "$package" "${package}t64" 2>/dev/null |
            grep -q '^install ok installed' || missing="$missing $package"
    done
    [ -z "$missing" ] && return 0
    line="apt-get update && apt-get install -y --no-install-recommends$missing"
    if [ "$(id -u)" = 0 ]; then
        say "Installing what is missing:$missing"
        { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing; } \
            >&2 || die "That did not work. Type this one line yourself, then start again:
    $line"
    else
        die "Some system packages are missing. Type this one line, then start again:
    sudo sh -c '$line'"
    fi
}

# find_python: sets PYTHON to a Python of at least 3.11.
find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            PYTHON=$candidate
            return 0
        fi
    done
    die "SIM Exit needs Python 3.11 or newer. On Debian 12 or later and Ubuntu 24.04 or later: sudo apt-get install python3"
}

# make_environment DIR: a virtual environment of its own, made once.
make_environment() {
    [ -x "$1/bin/python" ] && "$1/bin/python" -m pip --version >/dev/null 2>&1 && return 0
    rm -rf "$1"
    if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
        have_packages "$("$PYTHON" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    "$PYTHON" -m venv "$1" || die "Python could not make a virtual environment in $1."
}

# fingerprint FILE...: changes when what is installed would change.
fingerprint() { cat "$@" 2>/dev/null | cksum; }
