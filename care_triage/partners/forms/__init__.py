"""Forms of the directory."""

from care_triage.partners.forms.competence import CompetenceForm
from care_triage.partners.forms.member import MemberForm
from care_triage.partners.forms.partner import PartnerForm
from care_triage.partners.forms.parts import VersionedForm, kind_choices
from care_triage.partners.forms.unit import AbsenceForm, UnitForm, UnitTermsForm

__all__ = [
    "AbsenceForm",
    "CompetenceForm",
    "MemberForm",
    "PartnerForm",
    "UnitForm",
    "UnitTermsForm",
    "VersionedForm",
    "kind_choices",
]
