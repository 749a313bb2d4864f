#!/bin/sh
# Make the virtual environment with the first Python that is new enough, or say what to install.
set -eu
venv=$1

new_enough() { "$1" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

found=""
for python in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if new_enough "$python"; then found=$python; break; fi
done

if [ -z "$found" ]; then
    have=$(python3 --version 2>/dev/null || echo "no python3")
    cat >&2 <<END
Saman needs Python 3.11 or newer, and this machine has: $have.
  Debian, Ubuntu:  sudo apt-get install python3 python3-venv
  Fedora:          sudo dnf install python3
  macOS:           brew install python
Is it installed under another name? Say so: make demo PYTHON=/path/to/python3
END
    exit 1
fi

if ! "$found" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    cat >&2 <<END
$("$found" --version) is here, but its module for virtual environments is not.
  Debian, Ubuntu:  sudo apt-get install python3-venv
Then run make again.
END
    exit 1
fi

echo "Making a virtual environment in $venv with $("$found" --version)..."
"$found" -m venv --clear "$venv"
