"""Where things are, and the sizes of a run."""

import os
import pathlib
from dataclasses import dataclass

BENCH = pathlib.Path(__file__).resolve().parent.parent
ROOT = BENCH.parent
WORK = ROOT / "target" / "bench"
BINARY = pathlib.Path(os.environ.get("BENCH_BLIMP", ROOT / "target" / "release" / "blimp"))
DRIVER = pathlib.Path(os.environ.get("BENCH_DRIVER", ROOT / "target" / "release" / "blimp-bench"))
VENV = WORK / "venv"
BULLMQ = WORK / "bullmq"
SECRET = "bench-bench-bench-bench-bench-bench"


@dataclass(frozen=True)
class Size:
    """How much is measured, and for how long."""

    name: str
    tasks: int
    companies: int
    rounds: int
    warm_s: float
    measure_s: float
    jobs: int
    celery_jobs: int
    fanouts: int
    waits: int
    install: bool = True


SIZES = {
    "full": Size("full", 200_000, 200, 3, 2, 8, 20_000, 10_000, 1_000, 1_000),
    "quick": Size("quick", 20_000, 50, 1, 1, 3, 5_000, 3_000, 200, 300),
    "smoke": Size("smoke", 2_000, 10, 1, 0.2, 1, 640, 320, 20, 60),
}
