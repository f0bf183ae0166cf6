"""Telephone numbers: French by default, kept in the international form."""

import unicodedata

import phonenumbers

from care_triage.territory.errors import InvalidPhone, PhoneMissing

# Regions whose national numbers an owner may type as ten digits; mainland France is tried first.
_PHONE_REGIONS = ("FR", "RE", "GP", "MQ", "GF", "YT", "PM", "NC", "PF")


def parse_phone(text: str) -> str:
    """E.164 form (`+33477123456`) of a French number by default, or of any international one."""
    typed = unicodedata.normalize("NFKC", text).strip()
    if not typed:
        raise PhoneMissing
    if len(typed) > 40:
        raise InvalidPhone
    for region in _PHONE_REGIONS:
        try:
            number = phonenumbers.parse(typed, region)
        except phonenumbers.NumberParseException:
            break
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    raise InvalidPhone


def display_phone(e164: str) -> str:
    """`04 77 12 34 56` for a French number, the international form for others."""
    number = phonenumbers.parse(e164)
    french = number.country_code == 33
    style = phonenumbers.PhoneNumberFormat.NATIONAL if french else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style).replace(" ", "\u00a0")
