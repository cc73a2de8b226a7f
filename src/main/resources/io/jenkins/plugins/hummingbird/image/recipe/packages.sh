# shellcheck shell=bash
# shellcheck disable=SC2154 # what install-cellprofiler.sh sets
# The packages of the system that install-cellprofiler.sh needs, which sources this: installs them by apt or dnf. It says what
# fails, 69, 70 or 74, and takes from there installer, home, log and patience.

package_proxy=${HUMMINGBIRD_PACKAGE_PROXY:-}
headers=/usr/include
# What brings mysql.h where it is missing.
declare -A mysql=([apt]=default-libmysqlclient-dev [dnf]=mariadb-connector-c-devel)

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
