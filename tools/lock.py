"""`make lock`: compile what we ask for (`requirements*.in`) into what is installed (`requirements*.txt`), with hashes."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# In this order: development tools are chosen to go with what the running system holds.
SOURCES = ("requirements.in", "requirements-dev.in", "requirements-node.in", "bench/helpdesk.in", "bench/zen.in")
# No address of the registry that happened to be asked, and setuptools pinned like everything else.
OPTIONS = (
    *("--quiet", "--generate-hashes", "--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links"),
    *("--strip-extras", "--allow-unsafe"),
)


def main(arguments: list[str]) -> int:
    """Compile every lock; `arguments` (such as --upgrade) go to pip-compile. npm's lock follows package.json."""
    for source in SOURCES:
        target = source.replace(".in", ".txt")
        argv = [sys.executable, "-m", "piptools", "compile", *OPTIONS, *arguments, "--output-file", target, source]
        if code := subprocess.run(argv, cwd=ROOT, check=False).returncode:
            return code
    npm = ["npm", "install", "--package-lock-only", "--no-audit", "--no-fund"]
    return subprocess.run(npm, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
