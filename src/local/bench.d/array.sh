#!/bin/bash
# A task of an array as people write it by hand.
# arguments: CELLPROFILER FOLDER
task=$SLURM_ARRAY_TASK_ID
mkdir -p "$2/results/$task"
exec "$1" -c -r -o "$2/results/$task" -d "$2/results/$task/done" --data-file "$2/tables/$task.csv"
