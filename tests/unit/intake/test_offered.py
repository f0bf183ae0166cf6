"""The owner's words that a proposed subject shows."""

from care_triage.intake.offered import telling


def test_numbers_and_what_text_messages_leave_of_small_words_are_not_shown() -> None:
    assert telling(("lurssaf", "contrainte", "jsui", "euros", "pr", "000", "7", "TVA")) == (
        "lurssaf",
        "contrainte",
        "TVA",
    )
