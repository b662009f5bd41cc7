#!/bin/sh
# Install the system packages that some tests use, where this user may; say so, and go on without them elsewhere.
# LibreOffice reads .doc and RTF, and checks that what Nguồn writes opens there.
set -u
command -v soffice >/dev/null 2>&1 && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "LibreOffice is not installed and cannot be installed here: tests of .doc and RTF are skipped (apt-get install libreoffice-writer-nogui libreoffice-calc-nogui)"
    exit 0
fi
echo "Installing LibreOffice for the tests of .doc, RTF and spreadsheets …"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq && apt-get install -y -qq --no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui >/dev/null \
    || echo "LibreOffice could not be installed: tests of .doc and RTF are skipped"
exit 0
