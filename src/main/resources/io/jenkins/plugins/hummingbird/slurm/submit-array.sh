# Submits one Slurm array at most once, and prints its id.
# arguments: FOLDER NAME sbatch-word...
# FOLDER keeps the id in job-NAME; a second call prints it again. Exit 75: the same call may work later.
PATH="$PATH:/opt/slurm/bin"
export LC_ALL=C.UTF-8
folder=$1 name=$2
shift 2

cd -- "$folder" || exit 66
exec 9>submit.lock
flock -w 30 9 || { echo "another submission holds $folder/submit.lock" >&2; exit 75; }

[ ! -e cancelled ] || { echo "the submission was cancelled" >&2; exit 1; }
[ ! -s "job-$name" ] || { cat "job-$name"; exit 0; }

in_queue() {
    squeue -h -t all -u "$(id -u)" -n "$name" -o %F | sort -u | head -n 1
}

set -o pipefail
# an earlier call may have got as far as sbatch and no further
id=$(in_queue) || exit 75
if [ -z "$id" ]; then
    # sbatch waits by itself for two minutes when the controller has no room: too long for one call
    answer=$(timeout 60 sbatch --parsable --job-name="$name" "$@" 2>&1 9>&-)
    code=$?
    if [ $code -eq 0 ]; then
        id=$(printf '%s\n' "$answer" | tail -n 1)
        id=${id%%;*}
    else
        id=$(in_queue) || exit 75
    fi
    if [ -z "$id" ]; then
        printf '%s\n' "$answer" >&2
        case $code:$answer in
            124:* | *"Unable to contact"* | *"timed out"* | *"temporarily unable"* | *"Resource temporarily"* | \
                *"Connection refused"* | *"Unexpected message"* | *"Zero Bytes"*) exit 75 ;;
        esac
        exit 1
    fi
fi
printf '%s\n' "$id" >"job-$name.new" && mv -f -- "job-$name.new" "job-$name" || exit 75
printf '%s\n' "$id"
