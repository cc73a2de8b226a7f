# Finds out which attempt of a task a submission has published, see publish.sh. Comes before scripts that read what it left.
find_counting_attempt() { # SUBMISSION TASKS NUMBER; sets attempt. TASKS is the folder of the records
    local record=$2/$(($3 / 1000))/$3
    attempt=
    { IFS=$'\t' read -r _ attempt _ <"$record.published" || IFS=$'\t' read -r _ attempt _ <"$record"; } 2>/dev/null
    attempt=$1.$attempt
}
