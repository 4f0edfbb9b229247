"""From the data to the weights in one command: ``run.py [--build DIR]`` (some six hours of CPU).

Each step is seeded and left out when its outcome is there; one that was stopped goes on from its
last checkpoint. Started again with the same arguments it does what is missing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def run(name: str, outcome: Path, *commands: list[str]) -> None:
    """Runs the commands side by side unless their outcome is there; stops where one fails."""
    if outcome.exists():
        print(f"{name}: there already ({outcome})", flush=True)
        return
    print(f"{name}", flush=True)
    began = time.time()
    path = os.pathsep.join([str(ROOT / "src"), str(HERE)])
    environment = {**os.environ, "PYTHONPATH": path}
    running = [
        subprocess.Popen([sys.executable, str(HERE / c[0]), *c[1:]], env=environment)
        for c in commands
    ]
    try:
        failed = [p.args for p in running if p.wait()]
    except KeyboardInterrupt:
        for process in running:
            process.terminate()
        raise SystemExit("stopped; the same command goes on from the last checkpoint") from None
    if failed:
        raise SystemExit(f"{name} failed: {failed[0]}")
    print(f"{name}: {(time.time() - began) / 60:.0f} minutes", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--build", type=Path, default=ROOT / "build")
    parser.add_argument("--workers", type=int, default=2, help="processors to use")
    parser.add_argument(
        "--weights", type=Path, default=ROOT / "src/rashomon/annotate/learned/weights"
    )
    options = parser.parse_args()
    build, n = options.build, options.workers
    build.mkdir(parents=True, exist_ok=True)
    data = ["--data", str(options.shared / "data/attribution")]
    teacher, first, second = build / "teacher", build / "student1", build / "student2"
    taught = [build / f"taught{k}.pkl" for k in range(n)]
    run(
        "teacher",
        teacher / "done",
        [
            *("train.py", "--teacher", "--out", str(teacher), *data, "--threads", str(n)),
            *"--epochs 2.2 --batch 12 --frozen 3 --rate 8e-5 --head-rate 8e-4".split(),
            *"--warm 0.06 --ema 0.99 --nest 0.06 --keep-every 95".split(),
        ],
    )
    run(
        "what the teacher reads",
        taught[-1],
        *(
            [
                *("teach.py", str(teacher / "last.pt"), "--part", f"{k}/{n}"),
                *("--shared", str(options.shared), "--out", str(taught[k])),
            ]
            for k in range(n)
        ),
    )
    shared = [*data, "--workers", str(n), "--taught", *map(str, taught)]
    run(
        "student, first round",
        first / "done",
        [
            *("train.py", "--out", str(first), *shared),
            *"--epochs 3.5 --batch 4 --soft-batch 5 --nest 0.08".split(),
        ],
    )
    run(
        "student, second round",
        second / "done",
        [
            *("train.py", "--out", str(second), *shared, "--begin", str(first / "last.pt")),
            *"--epochs 1.4 --batch 4 --soft-batch 6 --nest 0.08".split(),
            *"--rate 2.5e-4 --head-rate 4e-4".split(),
        ],
    )
    # The mean of both ends is a little better than either.
    ends = [str(first / "last.pt"), str(second / "last.pt")]
    run(
        "thresholds",
        build / "rules.json",
        ["fit.py", *ends, "--which", "model", "--out", str(build / "rules.json")],
    )
    run(
        "weights",
        options.weights / "made",  # never there: writing is quick
        [
            *("export.py", *ends, "--which", "model", "--rules", str(build / "rules.json")),
            *("--out", str(options.weights), "--reduce"),
        ],
    )


if __name__ == "__main__":
    main()
