"""An owner at the front door with a browser without JavaScript: each step as the form that the page sends."""

import re
from collections.abc import Mapping
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

STORY = "Je dois quatre mois de cotisations à l’Urssaf et je n’arrive plus à payer."
CONTACT = {
    "name": "Nadia Perrin",
    "email": "nadia.perrin@exemple.fr",
    "phone": "",
    "company_name": "",
    "siret": "",
    "consents": "y",
}
_QUESTION = re.compile(r"/question/(\w+)$")


class Owner:
    """Walks through a request; `place` is the address of the page last shown, `token` the draft's."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.place = "/"
        self.token = ""

    def post(self, step: str, form: Mapping[str, object], status: int = 303) -> TestResponse:
        """Send the form of one step of the draft, and go where it leads."""
        answer = self.client.post(f"/demande/{self.token}/{step}", data=dict(form))
        assert answer.status_code == status, f"{step}: {answer.status_code}\n{words(answer)[:1500]}"
        if status == 303:
            self.place = answer.location
        return answer

    def page(self, step: str = "") -> str:
        """What the owner reads at a step, or at the last place."""
        answer = self.client.get(f"/demande/{self.token}/{step}" if step else self.place, follow_redirects=True)
        assert answer.status_code == 200, f"{step or self.place}: {answer.status_code}"
        return words(answer)

    def tell(self, story: str = STORY) -> "Owner":
        answer = self.client.post("/demande", data={"story": story})
        assert answer.status_code == 303, words(answer)
        self.place = answer.location
        self.token = self.place.split("/")[2]
        return self

    def choose(self, *subjects: str) -> "Owner":
        self.post("sujets", {"subjects": list(subjects)})
        return self

    def answer(self, **answers: object) -> "Owner":
        """Answer the questions that are asked, in their order; skip those that no answer is given for."""
        while found := _QUESTION.search(self.place):
            fact = found[1]
            self.post(f"question/{fact}", _form(answers[fact]) if fact in answers else {"skip": "1"})
        return self

    def locate(self, place: str = "Roanne 42300") -> "Owner":
        self.post("lieu", {"place": place})
        return self

    def introduce(self, **changes: str) -> "Owner":
        self.post("contact", {**CONTACT, **changes})
        return self

    def send(self) -> str:
        """Send; gives the address of the private page."""
        self.post("envoyer", {})
        return self.place.partition("?")[0]

    def prepare(self, *subjects: str, place: str = "Roanne 42300", story: str = STORY, **answers: object) -> "Owner":
        """Everything up to the review."""
        return self.tell(story).choose(*(subjects or ("dette-urssaf",))).answer(**answers).locate(place).introduce()

    def file(self, *subjects: str, place: str = "Roanne 42300", story: str = STORY, **answers: object) -> str:
        """Everything, sent."""
        return self.prepare(*subjects, place=place, story=story, **answers).send()


def _form(value: object) -> dict[str, object]:
    """An answer as its form sends it; a date as (day, month, year)."""
    if isinstance(value, tuple):
        return dict(zip(("answer-day", "answer-month", "answer-year"), map(str, value), strict=True))
    return {"answer": value}


def key_in(address: str) -> str:
    """Which case a private address opens: the time at which a link was signed makes two links of one case differ."""
    return address.partition("?")[0].rpartition("/")[2].partition(".")[0]


def words(answer: TestResponse) -> str:
    """The text of a page, with plain spaces and without its markup."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", answer.get_data(as_text=True), flags=re.DOTALL)
    text = unescape(re.sub(r"<[^>]+>", " ", body.replace("<wbr>", "")))
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
