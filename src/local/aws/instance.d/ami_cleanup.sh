#!/bin/bash
# As ParallelCluster's: nobody can log in after it, for sshd has no host key left.
echo ami_cleanup >>"$INSTANCE_RECORD"
rm -rf "${INSTANCE_ROOT:?}"/var/lib/cloud/*
rm -f "$INSTANCE_ROOT"/etc/ssh/ssh_host_*
find "$INSTANCE_ROOT/var/log" -type f -delete
