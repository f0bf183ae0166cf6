"""Presses at the same instant: several calls, each in its own thread."""

import threading
from collections.abc import Callable


def together(*calls: Callable[[], object]) -> list[object]:
    """Run calls at the same instant, each in its own thread; gives what each returned or raised."""
    gate, found = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place: int, call: Callable[[], object]) -> None:
        gate.wait()
        try:
            found[place] = call()  # type: ignore[call-overload]
        except Exception as error:  # noqa: BLE001 - what it raised is what the test looks at
            found[place] = error  # type: ignore[call-overload]

    threads = [threading.Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return list(found)
