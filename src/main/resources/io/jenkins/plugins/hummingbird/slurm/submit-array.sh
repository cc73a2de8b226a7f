# Submits one Slurm array at most once, and prints its id.
# arguments: FOLDER NAME sbatch-word...
# FOLDER keeps the id in job-NAME; a second call prints it again. Exit 75: the same call may work later.
# sbatch runs in the background: when Slurm has no room it waits by itself for two minutes, and the connection may be
# lost meanwhile. It holds the lock; its answer and exit code are in files that the next call finds.
PATH="$PATH:/opt/slurm/bin"
export LC_ALL=C.UTF-8
folder=$1 name=$2
shift 2

cd -- "$folder" || exit 66
exec 9>submit.lock
flock -w 10 9 || { echo "sbatch has not answered yet, or another submission holds $folder/submit.lock" >&2; exit 75; }

[ ! -e cancelled ] || { echo "the submission was cancelled" >&2; exit 1; }
[ ! -s "job-$name" ] || { cat "job-$name"; exit 0; }

# without room for an answer it would be asked for ever
printf '%4096s' '' >submit.room 2>/dev/null || { echo "cannot write to $folder: is its file system full?" >&2; exit 1; }
rm -f -- submit.room

in_queue() {
    timeout 25 squeue -h -t all -u "$(id -u)" -n "$name" -o %F | sort -u | head -n 1
}

set -o pipefail
if [ ! -e "sbatch-$name.code" ]; then
    # an earlier call may have got as far as sbatch and no further
    id=$(in_queue) || exit 75
    if [ -z "$id" ]; then
        # shellcheck disable=SC2016
        setsid bash -c 'echo $$ >sbatch.pid
            sbatch --parsable --job-name="$@" >"sbatch-$1.answer" 2>&1
            echo $? >"sbatch-$1.code.new" && mv -f -- "sbatch-$1.code.new" "sbatch-$1.code"' \
            sbatch "$name" "$@" </dev/null >/dev/null 2>&1 &
        for _ in {1..150}; do
            [ ! -e "sbatch-$name.code" ] || break
            sleep 0.1
        done
        [ -e "sbatch-$name.code" ] || { echo "sbatch has not answered yet" >&2; exit 75; }
    fi
fi
if [ -z "$id" ]; then
    answer=$(cat "sbatch-$name.answer") code=$(cat "sbatch-$name.code")
    rm -f -- "sbatch-$name.code"
    if [ "$code" -eq 0 ]; then
        id=$(printf '%s\n' "$answer" | tail -n 1)
        id=${id%%;*}
    else
        id=$(in_queue) || exit 75
    fi
    if [ -z "$id" ]; then
        printf '%s\n' "$answer" >&2
        case $answer in
            *"Unable to contact"* | *"timed out"* | *"temporarily unable"* | *"Resource temporarily"* | \
                *"Connection refused"* | *"Unexpected message"* | *"Zero Bytes"*) exit 75 ;;
        esac
        exit 1
    fi
fi
printf '%s\n' "$id" >"job-$name.new" && mv -f -- "job-$name.new" "job-$name" || exit 75
printf '%s\n' "$id"
