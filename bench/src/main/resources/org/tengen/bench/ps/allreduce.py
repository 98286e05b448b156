"""An all-reduce of floats by gloo between two processes over loopback; Gloo starts it twice.

Arguments: rank, a file by which the two meet, floats, rounds to warm up, rounds. Says what every
process of this benchmark says: the median round three times, and this process's CPU time, in ns.
"""

import datetime
import statistics
import sys
import time

import torch
import torch.distributed

RANK, MEETING = int(sys.argv[1]), sys.argv[2]
FLOATS, WARM_UP, ROUNDS = map(int, sys.argv[3:6])

torch.set_num_threads(1)
torch.distributed.init_process_group(
    "gloo",
    init_method=f"file://{MEETING}",
    rank=RANK,
    world_size=2,
    timeout=datetime.timedelta(seconds=120),
)

values = torch.ones(FLOATS)
torch.distributed.all_reduce(values)
if not bool((values == 2).all()):
    sys.exit("the all-reduce is not the sum of both")
values.zero_()  # a sum of sums would overflow

for _ in range(WARM_UP):
    torch.distributed.all_reduce(values)
times = []
cpu = time.process_time_ns()
for _ in range(ROUNDS):
    began = time.perf_counter_ns()
    torch.distributed.all_reduce(values)
    times.append(time.perf_counter_ns() - began)
cpu = time.process_time_ns() - cpu
median = int(statistics.median(times))
print("figures", median, median, median, cpu, flush=True)
