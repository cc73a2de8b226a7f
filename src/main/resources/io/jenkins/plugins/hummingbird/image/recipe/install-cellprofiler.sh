#!/bin/bash
# Installs CellProfiler, without its window, on an instance that becomes an image, and DuckDB, which merges its tables; then
# lets it find nuclei, and counts them in a Parquet file.
# arguments: [VERSION]
#   VERSION  of CellProfiler, 4.2.x; 4.2.8.1 when it is left out
# Ubuntu 22.04 and 24.04 and Amazon Linux 2023, x86_64 and arm64. Beside this file stand packages.sh, which it sources;
# cellprofiler-libraries.txt, cellprofiler-tools.txt, mysqlclient-tools.txt, duckdb.txt and uv.txt (what is installed, and
# exactly which version of each); complete-mysqldb.py; and self-test.py with self-test.cppipe and self-test-parquet.py.
#
# CellProfiler needs Python 3.9, which these systems do not have, or will not keep. uv brings one of its own below
# /opt/cellprofiler, so that the system's Python is left alone. What is made: /opt/cellprofiler (Python, libraries, DuckDB
# in an environment of its own, the self-test), the commands /usr/local/bin/cellprofiler and
# /usr/local/bin/hummingbird-tables, a JDK 17, and what compiles the libraries. No package of a kernel is touched, and a
# client library of MySQL that is there stays the only one. Of the repositories only the system's own must answer. A second
# run builds nothing again: it looks at the packages and tests.
#
# hummingbird-tables PROGRAM ARGUMENT... runs a program by that Python, which finds DuckDB and nothing of the user's. It is
# used as an interpreter: -c works, too.
#
# From the environment: http_proxy, https_proxy and no_proxy; HUMMINGBIRD_PACKAGE_PROXY, a proxy for packages of the
# system alone; pip's variables, such as PIP_INDEX_URL; the mirror UV_PYTHON_INSTALL_MIRROR for Python's archive;
# HUMMINGBIRD_PYTHON, a Python 3.9 with venv and headers to take instead; OS_RELEASE, a file to read in place of
# /etc/os-release.
#
# On stdout a line when something begins or ends; the output of the tools is in /var/log/install-cellprofiler.log.
# Exit code, after a sentence on stderr: 64 wrong arguments, 65 system or architecture not supported, 66 not root,
# 67 disk full, 68 cloud-init has not ended, 69 others hold the lock of the packages, 70 packages, 71 Python 3.9,
# 72 libraries, 73 self-test, 74 a kernel would be replaced, 75 DuckDB, 1 anything else.
set -euo pipefail
export LC_ALL=C.UTF-8
umask 022
# They would change what goes where; those that say where packages come from are left alone.
unset PIP_USER PIP_TARGET PIP_PREFIX PIP_ROOT PIP_CONSTRAINT PIP_REQUIREMENT PIP_NO_BINARY PIP_ONLY_BINARY PIP_NO_DEPS \
    PIP_REQUIRE_VIRTUALENV PIP_PYTHON PYTHONPATH PYTHONHOME PYTHONSTARTUP VIRTUAL_ENV

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
home=/opt/cellprofiler
venv=$home/venv
command=/usr/local/bin/cellprofiler
tables=/usr/local/bin/hummingbird-tables
log=/var/log/install-cellprofiler.log
python_version=3.9.25
# Seconds to wait for others.
patience=900
# MiB: the packages, the libraries, and what is needed while they are made.
space=4000
step='starting'

say() { echo "install-cellprofiler: $1"; }

begin() {
    step=$1
    say "$1"
}

# The sentence is the last thing said.
fail() { # CODE SENTENCE
    trap - EXIT
    echo "install-cellprofiler: $2" >&2
    exit "$1"
}

# With the end of what the tools said.
fail_with_log() { # CODE SENTENCE
    tail -n 30 "$log" | sed 's/^/    /' >&2
    fail "$1" "$2; above is the end of $log."
}

ended() {
    local code=$?
    trap - EXIT
    ((code == 0)) || echo "install-cellprofiler: stopped with exit code $code while: $step; see $log." >&2
    exit "$code"
}

logged() { "$@" >>"$log" 2>&1 </dev/null; }

# Waits until a command succeeds.
await() { # SECONDS COMMAND...
    local deadline=$((SECONDS + $1))
    until "${@:2}"; do
        ((SECONDS < deadline)) || return 1
        sleep 3
    done
}

# shellcheck source-path=SCRIPTDIR
. "$here/packages.sh"

read_system() {
    local file=${OS_RELEASE:-/etc/os-release}
    architecture=$(uname -m)
    [[ $architecture =~ ^(x86_64|aarch64)$ ]] ||
        fail 65 "the architecture $architecture is not supported, only x86_64 and arm64 (aarch64)."
    # shellcheck disable=SC1090 # a file of each system
    system=$(. "$file" && echo "${ID:-} ${VERSION_ID:-}") || fail 65 "$file, which names the system, cannot be read."
    case $system in
        'ubuntu 22.04' | 'ubuntu 24.04') installer=apt ;;
        'amzn 2023' | 'amzn 2023.'*) installer=dnf ;;
        *) fail 65 "the system $system is not supported, only Ubuntu 22.04 and 24.04 and Amazon Linux 2023: \
choose another base image, or a script of your own in place of this recipe." ;;
    esac
}

check_space() {
    local free
    mkdir -p "$home"
    free=$(df -Pm "$home" | awk 'END { print $4 }')
    ((free >= space)) || fail 67 "$home has $free MiB free, $space are needed: choose a larger rootVolumeGiB."
}

# It may still install packages, and writes the sources that apt reads.
await_cloud_init() {
    command -v cloud-init >/dev/null || return 0
    begin 'waiting for cloud-init'
    await "$patience" test -f /var/lib/cloud/instance/boot-finished ||
        fail 68 "cloud-init has not ended after $patience s: see /var/log/cloud-init-output.log on the instance."
}

# pip and uv bring their own lists of certificate authorities, which lack that of a company's proxy.
trust_the_system() {
    local file
    export UV_SYSTEM_CERTS=true
    for file in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt; do
        [[ -f $file && -z ${PIP_CERT:-}${REQUESTS_CA_BUNDLE:-} ]] || continue
        export PIP_CERT=$file
    done
}

find_java() {
    local header
    for header in /usr/lib/jvm/*17*/include/jni.h; do
        [[ -f $header ]] || continue
        export JAVA_HOME=${header%/include/jni.h}
        return
    done
    fail 70 'the package of the JDK 17 left no /usr/lib/jvm/*17*/include/jni.h.'
}

# What a list pins by its hashes, and nothing else.
install_pinned() { # ENVIRONMENT LIST
    logged "$1/bin/python" -m pip --disable-pip-version-check install --no-cache-dir --no-deps --require-hashes \
        -r "$here/$2"
}

fetch_python() {
    rm -rf "$home/uv" "$home/python"
    logged python3 -m venv "$home/uv" || fail_with_log 71 "the system's Python cannot make an environment for uv"
    install_pinned "$home/uv" uv.txt ||
        fail_with_log 71 'uv cannot be installed from PyPI; behind a proxy set https_proxy, or PIP_INDEX_URL to a mirror'
    export UV_PYTHON_INSTALL_DIR=$home/python UV_NO_CONFIG=1 UV_NO_CACHE=1 UV_MANAGED_PYTHON=1
    logged "$home/uv/bin/uv" python install --no-bin "$python_version" ||
        fail_with_log 71 "uv cannot fetch Python $python_version; where its host cannot be reached, set \
UV_PYTHON_INSTALL_MIRROR to a mirror, or HUMMINGBIRD_PYTHON to a Python 3.9"
    python=$("$home/uv/bin/uv" python find --no-project "$python_version" 2>>"$log") ||
        fail_with_log 71 "uv does not find the Python $python_version that it installed"
    rm -rf "$home/uv"
}

find_python() {
    python=${HUMMINGBIRD_PYTHON:-}
    if [[ -n $python ]]; then
        [[ $("$python" -c 'import ensurepip, sys, venv; print("%d.%d" % sys.version_info[:2])' 2>>"$log") == 3.9 ]] ||
            fail 71 "HUMMINGBIRD_PYTHON=$python is no Python 3.9 with venv; correct or unset it."
        begin "Python: $python"
    else
        begin "Python $python_version, by uv"
        fetch_python
    fi
}

# Apart from CellProfiler, whose libraries stay what they are.
install_duckdb() {
    local environment=$home/duckdb
    begin "DuckDB: $tables"
    rm -rf "$environment"
    logged "$python" -m venv "$environment" || fail_with_log 75 'Python cannot make an environment for DuckDB'
    install_pinned "$environment" duckdb.txt ||
        fail_with_log 75 'pip cannot install DuckDB; behind a proxy set https_proxy, or PIP_INDEX_URL to a mirror of PyPI'
    cat >"$environment/bin/hummingbird-tables" <<END
#!/bin/sh
LC_ALL=C.UTF-8 exec $environment/bin/python -E -s -B "\$@"
END
    chmod 755 "$environment/bin/hummingbird-tables"
    ln -sfn "$environment/bin/hummingbird-tables" "$tables"
}

# The lists are complete. No resolver may replace what CellProfiler's own, partly uninstallable, requirements forbid,
# and no newer tool may compile; but mysqlclient, which needs a newer one, is compiled apart.
install_libraries() {
    local pip=("$venv/bin/python" -m pip --disable-pip-version-check install --no-cache-dir --no-deps)
    local wanted=$home/libraries.txt
    sed -E "s/^(cellprofiler(-core)?)==.*/\1==$version/" "$here/cellprofiler-libraries.txt" >"$wanted"
    begin "libraries: $(grep -c == "$wanted") of them, some are compiled, in a few minutes"
    logged "$python" -m venv "$venv" || fail_with_log 72 'Python cannot make its environment'
    logged "${pip[@]}" -r "$here/cellprofiler-tools.txt" ||
        fail_with_log 72 'pip cannot install its tools from PyPI; behind a proxy set https_proxy'
    logged "${pip[@]}" "$(grep '^numpy==' "$wanted")" || fail_with_log 72 'pip cannot install numpy'
    logged env PIP_CONSTRAINT="$here/mysqlclient-tools.txt" "${pip[@]}" "$(grep '^mysqlclient==' "$wanted")" ||
        fail_with_log 72 'pip cannot install mysqlclient'
    logged "$venv/bin/python" "$here/complete-mysqldb.py" || fail_with_log 72 'mysqlclient cannot be loaded'
    logged "${pip[@]}" --no-build-isolation -r "$wanted" || fail_with_log 72 "pip cannot install CellProfiler $version"
}

# Finds its Java again wherever it is started, and by whom.
write_command() {
    cat >"$venv/bin/cellprofiler-headless" <<END
#!/bin/sh
JAVA_HOME=${JAVA_HOME@Q} LC_ALL=C.UTF-8 exec $venv/bin/cellprofiler "\$@"
END
    chmod 755 "$venv/bin/cellprofiler-headless"
    install -m 644 "$here"/self-test* "$home"
    ln -sfn "$venv/bin/cellprofiler-headless" "$command"
}

# As somebody who is not root, as the users of a cluster are.
test_command() {
    begin 'self-test'
    (cd / && runuser -u nobody -- env -i PATH=/usr/local/bin:/usr/bin:/bin \
        "$venv/bin/python" "$home/self-test.py" "$command" "$tables" 2>&1) ||
        fail 73 'all is installed, but the nuclei of two drawn images were not found and counted; see the output above.'
}

main() {
    local version=${1-4.2.8.1} wanted started=$SECONDS
    (($# <= 1)) || fail 64 'usage: install-cellprofiler.sh [VERSION]'
    [[ $version =~ ^4\.2(\.[0-9]+){1,2}$ ]] ||
        fail 64 "'$version' is no version that this recipe installs: it must be 4.2.x, such as 4.2.8.1."
    read_system
    ((EUID == 0)) || fail 66 'this must be run as root, through sudo.'
    : >"$log"
    trap ended EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    say "CellProfiler $version on $system, $architecture"
    check_space
    await_cloud_init
    stop_timers
    name_packages
    install_packages
    trust_the_system
    find_java
    wanted="$version $(cat "$here"/*.txt "$here"/*.py "$here"/*.sh | sha256sum)"
    if [[ -x $command && -x $tables && $(cat "$home/installed" 2>/dev/null) == "$wanted" ]]; then
        say 'everything is installed'
    else
        rm -rf "$venv"
        find_python
        # first what takes seconds
        install_duckdb
        install_libraries
        write_command
    fi
    # Only what works counts as installed.
    rm -f "$home/installed"
    test_command
    echo "$wanted" >"$home/installed"
    say "CellProfiler $version is $command, after $((SECONDS - started)) s"
}

# A test reads the functions alone.
[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
