"""What this process takes, as Linux tells it."""

from pathlib import Path


def resident_mb() -> float:
    """Memory that is resident now."""
    return _status_mb("VmRSS")


def highest_mb() -> float:
    """The most since the program began. `ru_maxrss` is the bench's own where that was larger: Linux keeps it over exec."""
    return _status_mb("VmHWM")


def _status_mb(name: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:"))
