"""Work on many objects at once, and again where it fails for a reason that passes; used by stage.py, upload.py, restore.py
and probe.py. Python 3.6 or later and its standard library.
"""
import random
import threading
import time

from s3_failures import CREDENTIALS, SLOW, Failure, say

THREADS = 8
ATTEMPTS = 8  # of a request
ATTEMPTS_WITHOUT_CREDENTIALS = 3
FIRST_DELAY = 0.5  # seconds
LONGEST_DELAY = 20
MOST_LINES = 200  # in the log, about what is tried again


class Pace:
    """How many requests run at once, and when the next may begin. All threads share it: when S3 asks one of them to slow
    down, all do, and become faster again with each success, as TCP does."""

    def __init__(self, threads=THREADS, attempts=ATTEMPTS):
        self.condition = threading.Condition()
        self.most = threads
        self.attempts = attempts
        self.allowed = float(threads)
        self.running = 0
        self.not_before = 0.0
        self.lines = 0

    def begin(self):
        with self.condition:
            while True:
                pause = self.not_before - time.monotonic()
                if pause <= 0 and self.running < max(1, int(self.allowed)):
                    break
                self.condition.wait(pause if pause > 0 else None)
            self.running += 1

    def end(self, succeeded):
        with self.condition:
            self.running -= 1
            if succeeded:
                self.allowed = min(self.most, self.allowed + 1 / self.allowed)
            self.condition.notify_all()

    def slow_down(self, seconds):
        with self.condition:
            self.allowed = max(1.0, self.allowed / 2)
            self.not_before = max(self.not_before, time.monotonic() + seconds)

    def call(self, request):
        """Returns what the request returns, which is made again where its failure may pass, each time from its beginning."""
        attempt = 0
        while True:
            attempt += 1
            self.begin()
            succeeded = False
            try:
                result = request()
                succeeded = True
                return result
            except Failure as failure:
                most = min(self.attempts, ATTEMPTS_WITHOUT_CREDENTIALS) if failure.kind == CREDENTIALS else self.attempts
                if not failure.passes() or attempt >= most:
                    raise
                seconds = min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempt - 1)) * random.uniform(0.5, 1)
                if failure.kind == SLOW:
                    self.slow_down(seconds)
                self.tell(failure, attempt)
            finally:
                self.end(succeeded)
            time.sleep(seconds)

    def tell(self, failure, attempt):
        self.lines += 1
        if self.lines <= MOST_LINES:
            say("%s; trying again (%d of %d)" % (failure, attempt, self.attempts - 1))


def in_threads(work, items, threads=THREADS):
    """Calls work(item) for each item, in some threads. The first failure is raised at once, while other threads may still
    run: they end with the process.

    Returns the results, in any order.
    """
    waiting = iter(items)
    lock = threading.Lock()
    results = []
    failures = []

    def worker():
        while not failures:
            with lock:
                try:
                    item = next(waiting)
                except StopIteration:
                    return
            try:
                results.append(work(item))
            except BaseException as failure:
                failures.append(failure)

    running = [threading.Thread(target=worker, daemon=True) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        while thread.is_alive() and not failures:
            thread.join(0.1)
    if failures:
        raise failures[0]
    return results
