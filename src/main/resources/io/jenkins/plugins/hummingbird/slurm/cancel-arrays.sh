# Cancels Slurm arrays by name and prints how many of their tasks are still in Slurm's hands.
# arguments: FOLDER NAME...
# FOLDER is marked, so that no later call submits and no task begins. Exit 75: the same call may work later.
PATH="$PATH:/opt/slurm/bin"
folder=$1
shift
if cd -- "$folder" 2>/dev/null; then
    : >cancelled
    exec 9>submit.lock
    # not got in time: a submission is under way, and the next call finds what it submits
    flock -w 10 9 || busy=yes
fi

for name in "$@"; do
    scancel --quiet --user="$(id -un)" --name="$name" 9>&- || exit 75
done
[ -z "$busy" ] || { echo "a submission is still under way" >&2; exit 75; }

set -o pipefail
names=$(IFS=, && echo "$*")
left=$(squeue -h -r -u "$(id -u)" -n "$names" -o %i | wc -l) || exit 75
echo "$left"
