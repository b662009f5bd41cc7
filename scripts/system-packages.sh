#!/bin/sh
# Install the system packages that some tests use, where this user may; say so, and go on without them elsewhere.
# LibreOffice reads .doc and RTF, and checks that what Nguồn writes opens there. Chromium and PostgreSQL test the web,
# faketime a clock that jumps, nginx the example of its settings.
set -u
wanted=""
command -v soffice >/dev/null 2>&1 || wanted="$wanted libreoffice-writer-nogui libreoffice-calc-nogui"
command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || wanted="$wanted chromium"
command -v pg_virtualenv >/dev/null 2>&1 || wanted="$wanted postgresql"
command -v faketime >/dev/null 2>&1 || wanted="$wanted faketime"
command -v nginx >/dev/null 2>&1 || wanted="$wanted nginx-light"
[ -z "$wanted" ] && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Not installed, and cannot be installed here, so their tests are skipped (apt-get install$wanted)"
    exit 0
fi
echo "Installing for the tests:$wanted …"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
for package in $wanted; do
    apt-get install -y -qq --no-install-recommends "$package" >/dev/null || echo "$package could not be installed: its tests are skipped"
done
exit 0
