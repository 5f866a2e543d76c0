#!/bin/sh
# Puts the locked environment into .venv, and beside it .venv-core: the same without Qt.
# Does nothing when both already hold what the lock says.
set -eu
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE

fail() {
    echo "$1" >&2
    exit 1
}

find_python() {
    for name in "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    fail "Python 3.11, 3.12 or 3.13 is needed; install one, or name it: make PYTHON=/path/to/python3."
}

# Debian keeps ensurepip in a package of its own. Where it is missing, the machine's pip fills .venv.
make_venv() {
    rm -rf .venv .venv-core
    if "$1" -c 'import ensurepip' 2>/dev/null; then
        "$1" -m venv .venv
    else
        "$1" -m venv --without-pip .venv
    fi
}

pip() {
    if .venv/bin/python -c 'import pip' 2>/dev/null; then
        .venv/bin/python -m pip "$@"
    else
        "$python" -m pip --python .venv/bin/python "$@"
    fi
}

install_locked() {
    "$python" -m pip --version >/dev/null 2>&1 || .venv/bin/python -c 'import pip' 2>/dev/null ||
        fail "pip is needed; on Debian or Ubuntu run: sudo apt-get install -y python3-pip"
    pip install -qq --disable-pip-version-check --no-compile --require-hashes -r requirements.lock
    # A plain path entry: an import hook would cost time at every start.
    pip install -qq --disable-pip-version-check --no-compile --no-index --no-deps \
        --no-build-isolation --config-settings editable_mode=compat --editable .
}

# Some distributions carry templates that are no Python yet.
compile_byte_code() {
    jobs=0
    # Several processes need shared memory, which a container may lack.
    .venv/bin/python -c 'import multiprocessing; multiprocessing.Lock()' 2>/dev/null || jobs=1
    .venv/bin/python -m compileall -q -j "$jobs" -x '\.tmpl\.py$' .venv/lib portfolio ui
}

# Every installed distribution by link, but Qt and pytest's plug-in for it.
make_core_venv() {
    rm -rf .venv-core
    .venv/bin/python -m venv --without-pip .venv-core
    for entry in "$PWD"/.venv/lib/python3*/site-packages/*; do
        case "$(basename "$entry" | tr '[:upper:]' '[:lower:]')" in
            pyside6* | shiboken6* | pytestqt* | pytest_qt*) ;;
            *) ln -s "$entry" .venv-core/lib/python3*/site-packages/ ;;
        esac
    done
}

python=$(find_python)
wanted="$PWD $(cat requirements.lock pyproject.toml packaging/environment.sh | cksum)"
if [ "$(cat .venv/installed 2>/dev/null)" = "$wanted" ] && .venv/bin/python -c '' 2>/dev/null; then
    exit 0
fi
echo "Setting up .venv from requirements.lock; the first time takes some minutes." >&2
# Scripts in .venv name their folder: a checkout that was moved starts afresh.
case "$(cat .venv/installed 2>/dev/null)" in
    "" | "$PWD "*) .venv/bin/python -c '' 2>/dev/null || make_venv "$python" ;;
    *) make_venv "$python" ;;
esac
rm -f .venv/installed
install_locked
compile_byte_code
make_core_venv
echo "$wanted" >.venv/installed
