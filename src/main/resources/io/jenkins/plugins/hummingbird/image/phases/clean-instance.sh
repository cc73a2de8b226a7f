# The last command on an instance that becomes an image: removes what the bake brought, then all that is of this
# instance alone. It is run detached, for it takes away the keys that a connection needs.
# Whoever cannot log in any more sees by EC2 that all of it was done: then, and only then, the instance shuts itself down,
# a minute later, so that nobody is cut off who can still ask for the exit code.
# arguments: FOLDER KEY COMMAND
#   FOLDER   in the user's home, with the bake's files
#   KEY      the second word of its line in authorized_keys; cloud-init gives root such a line, too
#   COMMAND  of ParallelCluster, which does the rest
cd || exit
# one that somebody else has asked for would prove nothing
sudo -n -- shutdown -c </dev/null >/dev/null 2>&1
sudo -n -- rm -rf -- "$1" || exit
sudo -n -- rm -f -- /var/log/install-cellprofiler.log
for file in "$HOME/.ssh/authorized_keys" /root/.ssh/authorized_keys; do
    if sudo -n -- grep -qsF -- "$2" "$file"; then
        # a key has no character that has a meaning here
        sudo -n -- sed -i "\\|$2|d" "$file" || exit
    fi
done
sudo -n -- "$3" </dev/null 2>&1 || exit
sudo -n -- shutdown -h +1 </dev/null >/dev/null 2>&1
exit 0
