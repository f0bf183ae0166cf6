"""What departments are called."""

from collections.abc import Iterable

from care_triage.partners.queries import area_names


def department_names(codes: Iterable[str]) -> dict[str, str]:
    """« Loire (42) » by code; the code alone for one that is not known."""
    codes = list(codes)
    names = area_names({f"dep:{code}" for code in codes})
    return {code: f"{names[f'dep:{code}']} ({code})" if f"dep:{code}" in names else code for code in codes}
