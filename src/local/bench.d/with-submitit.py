"""Runs an array of tasks by submitit. Prints when it began and when it knew the last result, in ms since 1970.

arguments: CELLPROFILER FOLDER COUNT
"""

import logging
import sys
import time

import submitit


def run(cellprofiler, folder, task):
    import os
    import subprocess

    results = os.path.join(folder, "results", str(task))
    os.makedirs(results, exist_ok=True)
    table = os.path.join(folder, "tables", "%d.csv" % task)
    done_file = os.path.join(results, "done")
    subprocess.run([cellprofiler, "-c", "-r", "-o", results, "-d", done_file, "--data-file", table], check=True)


def main(cellprofiler, folder, count):
    # it warns on standard output of every look at accounting, which a ParallelCluster does not have
    logging.getLogger("submitit").setLevel(logging.ERROR)
    begun = time.time()
    executor = submitit.AutoExecutor(folder=folder + "/submitit", cluster="slurm")
    executor.update_parameters(timeout_min=10, cpus_per_task=1, slurm_array_parallelism=count)
    tasks = list(range(1, count + 1))
    jobs = executor.map_array(run, [cellprofiler] * count, [folder] * count, tasks)
    for job in jobs:
        job.result()
    print(round(begun * 1000), round(time.time() * 1000))


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
