"""Runs commands in turns and tells what each took; shared by the bench and peers scripts."""

import os
import statistics
import subprocess
import time
from typing import NamedTuple


class Used(NamedTuple):
    """Medians of all runs in seconds (CPU: user and system), the least CPU of a run, and the most
    memory in MB."""

    wall: float
    cpu: float
    memory: float
    least: float


def in_turns(commands, runs):
    """Runs each command of {name: arguments} so many times, one after another so that a busy
    minute of the machine falls on all of them, and gives {name: Used}."""
    seen = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            with open(os.devnull, "wb") as nothing:
                began = time.perf_counter()
                child = subprocess.Popen(command, stdout=nothing, stderr=nothing)
                _, status, used = os.wait4(child.pid, 0)
            wall = time.perf_counter() - began
            assert status == 0, name
            seen[name].append((wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024))
    out = {}
    for name, all_runs in seen.items():
        wall, cpu, memory = zip(*all_runs)
        out[name] = Used(statistics.median(wall), statistics.median(cpu), max(memory), min(cpu))
    return out
