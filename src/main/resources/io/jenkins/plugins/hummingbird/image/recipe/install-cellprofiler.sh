#!/bin/bash
# Installs CellProfiler, without its window, on an instance that becomes an image; then lets it find nuclei.
# arguments: [VERSION]
#   VERSION  of CellProfiler, 4.2.x; 4.2.8.1 when it is left out
# Ubuntu 22.04 and 24.04 and Amazon Linux 2023, x86_64 and arm64. Beside this file stand cellprofiler-libraries.txt,
# cellprofiler-tools.txt, mysqlclient-tools.txt and uv.txt (what is installed, and exactly which version of each),
# complete-mysqldb.py, and self-test.py with self-test.cppipe.
#
# CellProfiler needs Python 3.9, which these systems do not have, or will not keep. uv brings one of its own below
# /opt/cellprofiler, so that the system's Python is left alone. What is made: /opt/cellprofiler (Python, libraries, the
# self-test), the command /usr/local/bin/cellprofiler, a JDK 17, and what compiles the libraries. No package of a kernel
# is touched, and a client library of MySQL that is there stays the only one. Of the repositories only the system's own
# must answer. A second run builds nothing again: it looks at the packages and tests.
#
# From the environment: http_proxy, https_proxy and no_proxy; HUMMINGBIRD_PACKAGE_PROXY, a proxy for packages of the
# system alone; pip's variables, such as PIP_INDEX_URL; the mirror UV_PYTHON_INSTALL_MIRROR for Python's archive;
# HUMMINGBIRD_PYTHON, a Python 3.9 with venv and headers to take instead; OS_RELEASE, a file to read in place of
# /etc/os-release.
#
# On stdout a line when something begins or ends; the output of the tools is in /var/log/install-cellprofiler.log.
# Exit code, after a sentence on stderr: 64 wrong arguments, 65 system or architecture not supported, 66 not root,
# 67 disk full, 68 cloud-init has not ended, 69 others hold the lock of the packages, 70 packages, 71 Python 3.9,
# 72 libraries, 73 self-test, 74 a kernel would be replaced, 1 anything else.
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
log=/var/log/install-cellprofiler.log
python_version=3.9.25
package_proxy=${HUMMINGBIRD_PACKAGE_PROXY:-}
headers=/usr/include
# What brings mysql.h where it is missing.
declare -A mysql=([apt]=default-libmysqlclient-dev [dnf]=mariadb-connector-c-devel)
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

# Until the next boot: the image has them as they were.
stop_timers() {
    [[ -d /run/systemd/system && $installer == apt ]] || return 0
    logged systemctl stop apt-daily.timer apt-daily-upgrade.timer || true
}

lock_is_held() { tail -n 20 "$log" | grep -qE 'Could not get lock|Unable to acquire the dpkg'; }

apt() {
    local proxy=()
    [[ -z $package_proxy ]] ||
        proxy=(-o Acquire::http::Proxy="$package_proxy" -o Acquire::https::Proxy="$package_proxy")
    logged apt-get -q -y -o Acquire::Retries=3 -o DPkg::Lock::Timeout="$patience" "${proxy[@]}" "$@"
}

# ParallelCluster's images have foreign repositories, such as that of FSx for Lustre, which has been out of order before
# (aws-parallelcluster#2401). Nothing of them is needed, so their lists stay as they are. A system that lacks the usual
# files has been given others: then all of them count.
find_own_lists() {
    local file list parts own=$home/lists
    eval "$(apt-config shell list Dir::Etc::sourcelist/f parts Dir::Etc::sourceparts/d)"
    own_lists=()
    rm -rf "$own"
    mkdir "$own"
    for file in "$list" "$parts/ubuntu.sources"; do
        if grep -qsE '^[[:space:]]*(deb|Types:)' "$file"; then cp "$file" "$own"; fi
    done
    [[ -z $(ls "$own") ]] || own_lists=(
        -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$own" -o APT::Get::List-Cleanup=false)
}

# apt waits for the lock of what is installed, and not for that of its lists. What a release says of itself may change,
# as when it becomes an older one.
refresh_lists() {
    apt "${own_lists[@]}" -o APT::Update::Error-Mode=any -o Acquire::AllowReleaseInfoChange=true update && return
    lock_is_held || ((++refused >= 3)) || return 1
    lock_is_held || fail_with_log 70 'apt-get cannot fetch its lists of packages'
    return 1
}

# A new kernel would not fit the drivers of Lustre, EFA and NVIDIA that the base image has.
spare_kernels() {
    local kernels
    kernels=$(apt-get -q -s --no-install-recommends --no-upgrade install "${packages[@]}" 2>>"$log" |
        sed -nE 's/^Inst (linux-(aws|generic|headers|image|modules|virtual)[^ ]*) .*/\1/p' | xargs) || true
    [[ -z $kernels ]] || fail 74 "nothing was installed, for the packages would bring another kernel: $kernels."
}

install_packages() {
    local refused=0
    begin "packages: ${packages[*]}"
    if [[ $installer == dnf ]]; then
        logged dnf -q -y ${package_proxy:+"--setopt=proxy=$package_proxy"} --setopt=install_weak_deps=False \
            --exclude='kernel,kernel6*,kernel-livepatch*,kernel-modules*' \
            install "${packages[@]}" || fail_with_log 70 'dnf cannot install the packages'
        return
    fi
    export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
    find_own_lists
    await "$patience" refresh_lists || fail_with_log 69 "another process has held apt's lists for $patience s"
    # What an installation that was interrupted left behind.
    logged dpkg --configure -a --force-confdef --force-confold || true
    spare_kernels
    rm -rf "$home/lists"
    apt --no-install-recommends --no-upgrade install "${packages[@]}" && return
    lock_is_held && fail_with_log 69 "another process has held the lock of dpkg for $patience s"
    fail_with_log 70 'apt-get cannot install the packages'
}

name_packages() {
    case $installer in
        apt) packages=(ca-certificates gcc g++ libc6-dev pkg-config python3-venv openjdk-17-jdk-headless) ;;
        dnf) packages=(ca-certificates gcc gcc-c++ glibc-devel pkgconf-pkg-config python3 python3-pip
            java-17-amazon-corretto-devel openssl-devel) ;;
    esac
    has_mysql || packages+=("${mysql[$installer]}")
}

# ParallelCluster's image of Amazon Linux has MySQL's own client with its headers, whose packages exclude MariaDB's.
has_mysql() {
    [[ -f $headers/mysql/mysql.h || -f $headers/mariadb/mysql.h || -f $headers/mysql.h ]]
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

fetch_python() {
    rm -rf "$home/uv" "$home/python"
    logged python3 -m venv "$home/uv" || fail_with_log 71 "the system's Python cannot make an environment for uv"
    logged "$home/uv/bin/python" -m pip install --no-cache-dir --no-deps --require-hashes -r "$here/uv.txt" ||
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
    install -m 644 "$here/self-test.py" "$here/self-test.cppipe" "$home"
    ln -sfn "$venv/bin/cellprofiler-headless" "$command"
}

# As somebody who is not root, as the users of a cluster are.
test_command() {
    begin 'self-test'
    (cd / && runuser -u nobody -- env -i PATH=/usr/local/bin:/usr/bin:/bin \
        "$venv/bin/python" "$home/self-test.py" "$command" 2>&1) ||
        fail 73 "CellProfiler is installed, but did not find the nuclei of two drawn images; its output is above."
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
    wanted="$version $(cat "$here"/*.txt "$here"/*.py "${BASH_SOURCE[0]}" | sha256sum)"
    if [[ -x $command && $(cat "$home/installed" 2>/dev/null) == "$wanted" ]]; then
        say 'everything is installed'
    else
        rm -rf "$venv"
        find_python
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
