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

# find_python: sets PYTHON to a Python of at least 3.11.
find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            PYTHON=$candidate
            return 0
        fi
    done
    die "SIM Exit needs Python 3.11 or newer. On Debian 12 and Ubuntu 24.04, and later ones: sudo apt-get install python3"
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

# install_missing: installs what `need` noted, or says which one line to type.
install_missing() {
    [ -n "$missing" ] || return 0
    line="apt-get update && apt-get install -y --no-install-recommends$missing"
    if [ "$(id -u)" != 0 ]; then
        die "Some system packages are missing. Type this one line, then start again:
    sudo sh -c '$line'"
    fi
    say "Installing system packages:$missing"
    log=$(mktemp)
    if ! DEBIAN_FRONTEND=noninteractive sh -c "$line" >"$log" 2>&1; then
        tail -n 15 "$log" >&2
        die "The system packages could not be installed; the last lines above are apt's. Type this one line yourself:
    $line"
    fi
    rm -f "$log"
}

# make_environment DIR: a virtual environment of its own, made once.
make_environment() {
    [ -x "$1/bin/pip" ] && "$1/bin/python" -c 'import pip' 2>/dev/null && return 0
    rm -rf "$1"
    "$PYTHON" -m venv "$1" || die "Python could not make a virtual environment in $1."
}

# pip_install DIR ARGUMENT...: installs into an environment; when that fails, says what to look at.
pip_install() {
    environment=$1
    shift
    if ! "$environment/bin/python" -m pip install --quiet --disable-pip-version-check --no-input "$@" >&2; then
        die "
The installation did not finish; the reason stands above, in the first line that begins with ERROR or with an
exception's name. Nothing outside $environment was changed. Most often the network or the disk was in the way:
then start again. A system too old for these packages needs a newer pip:
    $environment/bin/python -m pip install --upgrade pip"
    fi
}
