# Cancels Slurm arrays by name and prints how many of their tasks are still in Slurm's hands.
# arguments: FOLDER NAME...
# FOLDER loses its mark, so that no later call submits and no task begins. Exit 75: the same call may work later.
PATH="$PATH:/opt/slurm/bin"
folder=$1 busy=
shift
if cd -- "$folder" 2>/dev/null; then
    # nothing is submitted where nothing can be written
    rm -f open || [ ! -w . ] || busy=yes
    exec 9>submit.lock || exec 9<submit.lock
    if [ -e /dev/fd/9 ] && ! flock -w 2 9; then
        # an sbatch that waits for room is not waited for; what it has submitted is found by its name
        kill -TERM -- "-$(cat sbatch.pid 2>/dev/null)" 2>/dev/null
        flock -w 10 9 || busy=yes
    fi
fi

for name in "$@"; do
    scancel --quiet --user="$(id -un)" --name="$name" 9>&- || exit 75
done
[ -z "$busy" ] || { echo "a submission is still under way" >&2; exit 75; }

set -o pipefail
names=$(IFS=, && echo "$*")
left=$(squeue -h -r -u "$(id -u)" -n "$names" -o %i | wc -l) || exit 75
echo "$left"
