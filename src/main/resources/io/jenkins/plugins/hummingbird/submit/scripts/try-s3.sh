# Asks S3 from this host for one object, and writes one, as tasks will.
# arguments: PLAN URL WRITE_URL
#   PLAN  the submission's folder, where what s3.sh needs is; URL and WRITE_URL as for probe.py
# Prints what probe.py prints.
plan=$1 task=1
cd -- "$plan" || exit 66
. ./s3.sh || exit 66
if ! find_s3_python; then
    printf 'no-client\t\t\n'
    exit 0
fi
s3_program probe.py "$plan/s3" "$2" "$3"
