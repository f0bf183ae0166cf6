"""Set-up of a fresh machine: environment, front-end files, translations. Standard library only.

Written so that an old Python can still read this file and be told that it is too old.
"""

import sys

OLDEST = (3, 11)


def main(arguments: "list[str]") -> "str | None":
    """Set up, with `--dev` for developers; gives the sentence that says what is missing."""
    if sys.version_info < OLDEST:
        mine = sys.executable or "python3", sys.version_info[0], sys.version_info[1]
        return (
            "CARE needs Python 3.11 or newer, and %s is %d.%d: install one, then `make run PYTHON=python3.11`." % mine
        )
    from tools.steps import set_up

    return set_up(development="--dev" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
