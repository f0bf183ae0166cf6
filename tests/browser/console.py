"""Listens to what a browser complains about: faults of scripts, broken security rules, files that are missing."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Response, WebError

# Chromium says this of every answer of 400 and more; `_note_answer` judges those.
_ANSWER = "Failed to load resource"
_PAGES = {"document", "xhr", "fetch"}


@dataclass
class Console:
    """Complaints of every browser of one test."""

    complaints: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        """Note what any page of this browser complains about."""
        context.on("console", self._note_message)
        context.on("weberror", self._note_fault)
        context.on("response", self._note_answer)

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(_ANSWER):
            self.complaints.append(message.text)

    def _note_fault(self, fault: WebError) -> None:
        self.complaints.append(str(fault.error))

    def _note_answer(self, answer: Response) -> None:
        """A page may refuse (422, 409); an error of ours, or a file that is not there, may not be."""
        if answer.status >= (500 if answer.request.resource_type in _PAGES else 400):
            self.complaints.append(f"{answer.status} {answer.url}")
