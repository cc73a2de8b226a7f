# Lists the files below a folder, links to files included: paths relative to it in their order, each followed by a NUL.
# arguments: IMAGES
cd -- "$1" || exit 66
set -o pipefail
find . -xtype f -printf '%P\0' | LC_ALL=C sort -z
