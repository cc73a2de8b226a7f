# What a head node's daemons read (keys, slurm.conf, sshd_config), and what its users read. Read by head-node; $dir is
# its folder.
# shellcheck shell=bash disable=SC2154 # variables of head-node

# Looks at 127.0.0.1 only; below the ports that the system hands out to clients by itself.
choose_ports() {
    local port chosen=()
    while ((${#chosen[@]} < 2 + nodes)); do
        port=$((20000 + RANDOM % 12000))
        [[ " ${chosen[*]} " != *" $port "* ]] || continue
        if ! (: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then chosen+=("$port"); fi
    done
    ssh_port=${chosen[0]} slurmctld_port=${chosen[1]} slurmd_ports=("${chosen[@]:2}")
}

make_key() {
    [[ -f $dir/$1 ]] || ssh-keygen -q -C "$(basename "$1")" -f "$dir/$1" -N "$2" "${@:3}"
}

make_folders_and_keys() {
    local passphrase='correct horse'
    mkdir -p "$dir/munge" "$dir/slurm/bin" "$dir/shared" "$dir/tmp"
    (
        umask 077
        mkdir -p "$dir/ssh" "$dir/keys"
        [[ -s $dir/munge/key ]] || head -c 1024 /dev/urandom >"$dir/munge/key"
    )
    make_key ssh/host_key '' -t ed25519
    make_key keys/ed25519 '' -t ed25519
    make_key keys/ed25519_pass "$passphrase" -t ed25519
    make_key keys/ecdsa_pass "$passphrase" -t ecdsa -b 256
    make_key keys/rsa_pass "$passphrase" -t rsa -b 2048
    make_key keys/rsa_pem "$passphrase" -t rsa -b 2048 -m PEM
    cat "$dir"/keys/*.pub >"$dir/ssh/authorized_keys"
}

write_slurm_configuration() {
    local user host command i
    user=$(id -un)
    host=$(uname -n)
    host=${host%%.*}
    # As on a ParallelCluster (CR_CPU: memory is not scheduled; no accounting), but with short waits: two rounds of
    # scheduling a second. RealMemory is that of a machine with 16 GiB, whose
    # instance type is among the features; config_overrides makes Slurm believe it, and the
    # CPUs. The addresses keep everything on 127.0.0.1 whatever /etc/hosts says of the host's name.
    cat >"$dir/slurm/slurm.conf" <<END
ClusterName=hummingbird
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$slurmctld_port
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$dir/munge/socket
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool/%n
SlurmctldPidFile=$dir/slurm/slurmctld.pid
SlurmdPidFile=$dir/slurm/slurmd-%n.pid
SlurmctldLogFile=$dir/log/slurmctld
SlurmdLogFile=$dir/log/slurmd-%n
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
MailProg=/bin/true
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1
SlurmdParameters=config_overrides
ReturnToService=2
MaxArraySize=$max_array_size
MaxJobCount=$max_job_count
MinJobAge=$min_job_age
PartitionName=queue1 Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
    for ((i = 1; i <= nodes; i++)); do
        echo "NodeName=node$i NodeHostname=$host NodeAddr=127.0.0.1 Port=${slurmd_ports[i - 1]} CPUs=$cpus" \
            "RealMemory=15564 Feature=dynamic,c5.2xlarge,c5"
    done >>"$dir/slurm/slurm.conf"
    write_cgroup_configuration
    for command in sacct salloc sbatch scancel scontrol sdiag sinfo sprio squeue srun sstat; do
        write_slurm_command "$command"
    done
}

# Nothing here uses control groups, but since 22.05 slurmd ends when there are none, as in many a container; unless it
# is told to use the first version, which it then never looks for, or, since 24.05, none.
write_cgroup_configuration() {
    local version
    version=$(slurmd -V | sed 's/[^0-9]*\([0-9]*\)\.\([0-9]*\).*/\1\2/')
    rm -f "$dir/slurm/cgroup.conf"
    if ((version >= 2405)); then
        echo 'CgroupPlugin=disabled' >"$dir/slurm/cgroup.conf"
    elif ((version >= 2205)); then
        echo 'CgroupPlugin=cgroup/v1' >"$dir/slurm/cgroup.conf"
    fi
}

# ParallelCluster keeps Slurm's commands in a folder of their own; here these find this head node's configuration.
write_slurm_command() {
    local real
    real=$(command -v "$1") || return 0
    cat >"$dir/slurm/bin/$1" <<END
#!/bin/sh
export SLURM_CONF=$dir/slurm/slurm.conf HUMMINGBIRD_HEAD_NODE=$dir
exec ${real@Q} "\$@"
END
    chmod 755 "$dir/slurm/bin/$1"
}

write_sshd_configuration() {
    local pam=no
    # Without PAM sshd refuses an account whose password is locked, as root's is on many machines.
    if ((EUID == 0)) && grep -qs '^root:!' /etc/shadow; then pam=yes; fi
    cat >"$dir/ssh/sshd_config" <<END
Port $ssh_port
ListenAddress 127.0.0.1${address:+
ListenAddress $address}
HostKey $dir/ssh/host_key
# those that withstand quantum computers take a JVM most of the time of a connection; an older OpenSSH has none
KexAlgorithms -sntrup*,mlkem*
PidFile $dir/ssh/sshd.pid
AuthorizedKeysFile ${dir//%/%%}/ssh/authorized_keys
StrictModes no
UsePAM $pam
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UseDNS no
PrintMotd no
PrintLastLog no
AcceptEnv LANG LC_*
# with a home of its own, nobody's .bashrc is read before each command
SetEnv LC_ALL=C.UTF-8 HOME=$dir/tmp TMPDIR=$dir/tmp SLURM_CONF=$dir/slurm/slurm.conf HUMMINGBIRD_HEAD_NODE=$dir
Subsystem sftp internal-sftp
END
    echo "[127.0.0.1]:$ssh_port $(cut -d ' ' -f 1,2 "$dir/ssh/host_key.pub")" >"$dir/ssh/known_hosts"
}

write_properties() {
    local fingerprint
    fingerprint=$(ssh-keygen -l -f "$dir/ssh/host_key.pub")
    cat >"$dir/head-node.properties.new" <<END
host=127.0.0.1
port=$ssh_port
user=$(id -un)
key=$dir/keys/ed25519
hostKeyFingerprint=$(cut -d ' ' -f 2 <<<"$fingerprint")
hostKey=$(cut -d ' ' -f 1,2 "$dir/ssh/host_key.pub")
bin=$dir/slurm/bin
shared=$dir/shared
tmp=$dir/tmp
END
    mv "$dir/head-node.properties.new" "$dir/head-node.properties"
}
