"""Create the tables.

Revision: 0001, the first. The history is append-only by trigger.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "area",
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("kind", "code", name=op.f("pk_area")),
    )
    op.create_table(
        "commune",
        sa.Column("insee", sa.String(length=5), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("search_name", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("parent", sa.String(length=5), nullable=True),
        sa.Column("arrondissement", sa.String(length=5), nullable=True),
        sa.Column("epci", sa.String(length=9), nullable=True),
        sa.Column("court", sa.String(length=40), nullable=True),
        sa.Column("department", sa.String(length=3), nullable=False),
        sa.Column("region", sa.String(length=3), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("postal_codes", sa.String(length=160), nullable=False),
        sa.ForeignKeyConstraint(["parent"], ["commune.insee"], name=op.f("fk_commune_parent_commune")),
        sa.PrimaryKeyConstraint("insee", name=op.f("pk_commune")),
    )
    with op.batch_alter_table("commune", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commune_court"), ["court"], unique=False)
        batch_op.create_index(batch_op.f("ix_commune_department"), ["department"], unique=False)
        batch_op.create_index(batch_op.f("ix_commune_epci"), ["epci"], unique=False)
        batch_op.create_index(batch_op.f("ix_commune_parent"), ["parent"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job", sa.String(length=120), nullable=False),
        sa.Column("event", sa.String(length=120), nullable=False),
        sa.Column(
            "payload", sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"), nullable=False
        ),
        sa.Column("key", sa.String(length=120), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("available_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_due",
            ["available_at"],
            unique=False,
            postgresql_where=sa.text("done_at IS NULL"),
            sqlite_where=sa.text("done_at IS NULL"),
        )

    op.create_table(
        "partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "urssaf",
                "dgfip",
                "ccsf",
                "banque_de_france",
                "mediateur_entreprises",
                "bpifrance",
                "tribunal_commerce",
                "tribunal_judiciaire",
                "greffe",
                "cip",
                "apesa",
                "avocats",
                "experts_comptables",
                "cci",
                "cma",
                "chambre_agriculture",
                "msa",
                "ddets",
                "france_travail",
                "carsat",
                "agefiph",
                "collectivite",
                "region",
                "crp",
                "cpsti",
                "ademe",
                "inpi",
                "douanes",
                "patronat",
                "rebond",
                "exchange",
                "human",
                "cded",
                "codefi",
                "gpa",
                "ags",
                "financement_solidaire",
                "cybermalveillance",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("description_en", sa.Text(), nullable=True),
        sa.Column("website", sa.String(length=300), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column(
            "status",
            sa.Enum("V", "P", "G", name="status", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column(
            "applied", sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"), nullable=True
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint("slug", name=op.f("uq_partner_slug")),
    )
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_partner_kind_active"), ["kind", "active"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_sign_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("session_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("locale in ('fr', 'en')", name=op.f("ck_person_locale_known")),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_person_email_lowercase")),
        sa.CheckConstraint("not active or password_hash is not null", name=op.f("ck_person_active_has_password")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "rule_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column(
            "document", sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"), nullable=False
        ),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_set")),
        sa.UniqueConstraint("version", name=op.f("uq_rule_set_version")),
    )
    with op.batch_alter_table("rule_set", schema=None) as batch_op:
        batch_op.create_index("ix_rule_set_effective_at", ["effective_at"], unique=False)

    op.create_table(
        "territory_load",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territory_load")),
    )
    op.create_table(
        "case_",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("filing_key", sa.String(length=64), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "pending",
                "desk",
                "sent",
                "in_progress",
                "waiting",
                "closed",
                "withdrawn",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "channel",
            sa.Enum("web", "phone", "partner", name="channel", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("distress", sa.Boolean(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("outside_territory", sa.Boolean(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column(
            "facts", sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"), nullable=False
        ),
        sa.Column("commune", sa.String(length=5), nullable=False),
        sa.Column("commune_label", sa.String(length=120), nullable=False),
        sa.Column("department", sa.String(length=3), nullable=False),
        sa.Column("siret", sa.String(length=14), nullable=True),
        sa.Column("company_name", sa.String(length=200), nullable=True),
        sa.Column("contact_name", sa.String(length=200), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=True),
        sa.Column("contact_phone", sa.String(length=20), nullable=True),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filed_by_id", sa.Integer(), nullable=True),
        sa.Column("link_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["filed_by_id"], ["person.id"], name=op.f("fk_case__filed_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_")),
        sa.UniqueConstraint("filing_key", name=op.f("uq_case__filing_key")),
        sa.UniqueConstraint("reference", name=op.f("uq_case__reference")),
    )
    with op.batch_alter_table("case_", schema=None) as batch_op:
        batch_op.create_index("ix_case__department_id", ["department", "id"], unique=False)
        batch_op.create_index(
            "ix_case__distress",
            ["id"],
            unique=False,
            postgresql_where=sa.text("distress"),
            sqlite_where=sa.text("distress = 1"),
        )
        batch_op.create_index("ix_case__filed_at", ["filed_at"], unique=False)
        batch_op.create_index("ix_case__siret", ["siret"], unique=False)
        batch_op.create_index("ix_case__status_id", ["status", "id"], unique=False)
        batch_op.create_index(
            "ix_case__urgent",
            ["id"],
            unique=False,
            postgresql_where=sa.text("urgent"),
            sqlite_where=sa.text("urgent = 1"),
        )

    op.create_table(
        "commune_name",
        sa.Column("search_name", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("insee", sa.String(length=5), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["insee"], ["commune.insee"], name=op.f("fk_commune_name_insee_commune")),
        sa.PrimaryKeyConstraint("search_name", "insee", name=op.f("pk_commune_name")),
    )
    with op.batch_alter_table("commune_name", schema=None) as batch_op:
        batch_op.create_index("ix_commune_name_insee", ["insee"], unique=False)

    op.create_table(
        "former_commune",
        sa.Column("insee", sa.String(length=5), nullable=False),
        sa.Column("current", sa.String(length=5), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["current"], ["commune.insee"], name=op.f("fk_former_commune_current_commune")),
        sa.PrimaryKeyConstraint("insee", name=op.f("pk_former_commune")),
    )
    with op.batch_alter_table("former_commune", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_commune_current"), ["current"], unique=False)

    op.create_table(
        "postal_code",
        sa.Column("code", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("insee", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(["insee"], ["commune.insee"], name=op.f("fk_postal_code_insee_commune")),
        sa.PrimaryKeyConstraint("code", "insee", name=op.f("pk_postal_code")),
    )
    with op.batch_alter_table("postal_code", schema=None) as batch_op:
        batch_op.create_index("ix_postal_code_insee", ["insee"], unique=False)

    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("hours", sa.String(length=300), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("first_answer_hours", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column(
            "applied", sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"), nullable=True
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("capacity >= 0", name=op.f("ck_unit_capacity")),
        sa.CheckConstraint("first_answer_hours > 0", name=op.f("ck_unit_first_answer_hours")),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_unit_partner_id_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("slug", name=op.f("uq_unit_slug")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.CheckConstraint("from_on <= until_on", name=op.f("ck_absence_order")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_absence_unit_id_unit"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_unit_id_until_on"), ["unit_id", "until_on"], unique=False)

    op.create_table(
        "case_read",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_case_read_case_id_case_")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_case_read_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_read")),
    )
    with op.batch_alter_table("case_read", schema=None) as batch_op:
        batch_op.create_index("ix_case_read_case_id_person_id_at", ["case_id", "person_id", "at"], unique=False)

    op.create_table(
        "coverage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_coverage_unit_id_unit"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage")),
        sa.UniqueConstraint("unit_id", "code", name=op.f("uq_coverage_unit_id_code")),
    )
    with op.batch_alter_table("coverage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coverage_code_unit_id"), ["code", "unit_id"], unique=False)

    op.create_table(
        "grant_",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "adviser",
                "unit_manager",
                "partner_manager",
                "agent",
                "coordinator",
                "rule_author",
                "rule_approver",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(role in ('adviser', 'unit_manager')) = (unit_id is not null)", name=op.f("ck_grant__unit_when_needed")
        ),
        sa.CheckConstraint(
            "(role in ('partner_manager')) = (partner_id is not null)", name=op.f("ck_grant__partner_when_needed")
        ),
        sa.CheckConstraint(
            "role in ('administrator', 'adviser', 'agent', 'coordinator', 'partner_manager', 'rule_approver', 'rule_author', 'unit_manager')",
            name=op.f("ck_grant__role_known"),
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_grant__partner_id_partner")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_grant__person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_grant__unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_")),
    )
    with op.batch_alter_table("grant_", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grant__partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_grant__person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_grant__unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "uq_grant_collective",
            ["person_id", "role"],
            unique=True,
            sqlite_where=sa.text("unit_id is null and partner_id is null"),
            postgresql_where=sa.text("unit_id is null and partner_id is null"),
        )
        batch_op.create_index(
            "uq_grant_partner",
            ["person_id", "role", "partner_id"],
            unique=True,
            sqlite_where=sa.text("partner_id is not null"),
            postgresql_where=sa.text("partner_id is not null"),
        )
        batch_op.create_index(
            "uq_grant_unit",
            ["person_id", "role", "unit_id"],
            unique=True,
            sqlite_where=sa.text("unit_id is not null"),
            postgresql_where=sa.text("unit_id is not null"),
        )

    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("to_address", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_mail_case_id_case_")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("key", name=op.f("uq_mail_key")),
    )
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.create_index("ix_mail_case_id", ["case_id"], unique=False)
        batch_op.create_index(
            "ix_mail_unsent",
            ["id"],
            unique=False,
            postgresql_where=sa.text("sent_at IS NULL"),
            sqlite_where=sa.text("sent_at IS NULL"),
        )

    op.create_table(
        "need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "pending",
                "desk",
                "sent",
                "in_progress",
                "waiting",
                "closed",
                "withdrawn",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("routed", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "helped",
                "no_solution",
                "not_eligible",
                "unreachable",
                "gave_up",
                "wrong_problem",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("desk_reason", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_need_case_id_case_")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
        sa.UniqueConstraint("case_id", "subject", name=op.f("uq_need_case_id_subject")),
    )
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.create_index("ix_need_status_id", ["status", "id"], unique=False)
        batch_op.create_index("ix_need_subject_case_id", ["subject", "case_id"], unique=False)

    op.create_table(
        "request_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=43), nullable=False),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column(
            "answers", sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"), nullable=False
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_request_draft_case_id_case_")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_draft")),
        sa.UniqueConstraint("token", name=op.f("uq_request_draft_token")),
    )
    with op.batch_alter_table("request_draft", schema=None) as batch_op:
        batch_op.create_index("ix_request_draft_updated_at", ["updated_at"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("rule_set_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column(
            "facts", sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"), nullable=False
        ),
        sa.Column(
            "outcome", sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_decision_need_id_need")),
        sa.ForeignKeyConstraint(["rule_set_id"], ["rule_set.id"], name=op.f("fk_decision_rule_set_id_rule_set")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index("ix_decision_need_id", ["need_id"], unique=False)

    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column(
            "audience",
            sa.Enum("unit", "partners", "owner", name="audience", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "author_kind",
            sa.Enum(
                "owner", "person", "system", name="actorkind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("storage_key", sa.String(length=32), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_document_author_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_document_case_id_case_")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_document_need_id_need")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_document_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("storage_key", name=op.f("uq_document_storage_key")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index("ix_document_case_id_id", ["case_id", "id"], unique=False)

    op.create_table(
        "legal_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("law", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_legal_clock_need_id_need")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_clock")),
        sa.UniqueConstraint("need_id", "name", name=op.f("uq_legal_clock_need_id_name")),
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column(
            "audience",
            sa.Enum("unit", "partners", "owner", name="audience", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "author_kind",
            sa.Enum(
                "owner", "person", "system", name="actorkind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_message_author_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_message_case_id_case_")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_message_need_id_need")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_message_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index("ix_message_case_id_id", ["case_id", "id"], unique=False)

    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "lead", "support", "inform", name="referralrole", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "sent",
                "accepted",
                "waiting",
                "declined",
                "expired",
                "transferred",
                "withdrawn",
                "closed",
                name="referralstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("status_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "rules",
                "hand",
                "transfer",
                "added",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hours", sa.String(length=200), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalation_level", sa.Integer(), nullable=False),
        sa.Column("adviser_id", sa.Integer(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "waiting_on",
            sa.Enum("owner", "partner", "date", name="waitingon", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("waiting_until_on", sa.Date(), nullable=True),
        sa.Column(
            "decline_reason",
            sa.Enum(
                "not_our_field",
                "not_our_territory",
                "not_eligible",
                "no_capacity",
                "conflict_of_interest",
                "already_followed",
                "other",
                name="declinereason",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "helped",
                "no_solution",
                "not_eligible",
                "unreachable",
                "gave_up",
                "wrong_problem",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_note", sa.Text(), nullable=True),
        sa.CheckConstraint("status <> 'closed' OR outcome IS NOT NULL", name=op.f("ck_referral_closed_with_outcome")),
        sa.CheckConstraint(
            "status <> 'declined' OR decline_reason IS NOT NULL", name=op.f("ck_referral_declined_with_reason")
        ),
        sa.ForeignKeyConstraint(["adviser_id"], ["person.id"], name=op.f("fk_referral_adviser_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_referral_case_id_case_")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_referral_decision_id_decision")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_referral_need_id_need")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_referral_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index("ix_referral_case_id", ["case_id"], unique=False)
        batch_op.create_index(
            "ix_referral_due",
            ["due_at"],
            unique=False,
            postgresql_where=sa.text("status IN ('sent', 'accepted', 'waiting')"),
            sqlite_where=sa.text("status IN ('sent', 'accepted', 'waiting')"),
        )
        batch_op.create_index("ix_referral_inbox", ["unit_id", "status", "due_at"], unique=False)
        batch_op.create_index("ix_referral_sent_at", ["sent_at"], unique=False)
        batch_op.create_index("ix_referral_unit_id_case_id", ["unit_id", "case_id"], unique=False)
        batch_op.create_index(
            "uq_referral_active_lead",
            ["need_id"],
            unique=True,
            postgresql_where=sa.text("role = 'lead' AND status IN ('sent', 'accepted', 'waiting')"),
            sqlite_where=sa.text("role = 'lead' AND status IN ('sent', 'accepted', 'waiting')"),
        )
        batch_op.create_index(
            "uq_referral_active_unit",
            ["need_id", "unit_id"],
            unique=True,
            postgresql_where=sa.text("status IN ('sent', 'accepted', 'waiting')"),
            sqlite_where=sa.text("status IN ('sent', 'accepted', 'waiting')"),
        )

    op.create_table(
        "clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("budget_minutes", sa.Integer(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_clock_referral_id_referral")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock")),
    )
    with op.batch_alter_table("clock", schema=None) as batch_op:
        batch_op.create_index("ix_clock_referral_id", ["referral_id"], unique=False)

    op.create_table(
        "history_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("referral_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "case_filed",
                "need_routed",
                "need_on_desk",
                "need_ended",
                "referral_sent",
                "referral_accepted",
                "referral_declined",
                "referral_transferred",
                "referral_waiting",
                "referral_resumed",
                "referral_closed",
                "referral_withdrawn",
                "referral_reminded",
                "referral_escalated",
                "referral_expired",
                "referral_undone",
                "message_posted",
                "document_added",
                "case_withdrawn",
                name="eventkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "actor_kind",
            sa.Enum(
                "owner", "person", "system", name="actorkind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "data", sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_history_event_actor_id_person")),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_history_event_case_id_case_")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_history_event_need_id_need")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_history_event_referral_id_referral")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_history_event_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_event")),
    )
    with op.batch_alter_table("history_event", schema=None) as batch_op:
        batch_op.create_index("ix_history_event_case_id_id", ["case_id", "id"], unique=False)

    op.create_table(
        "case_word",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "company", "contact", "commune", name="wordkind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("word", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_.id"], name=op.f("fk_case_word_case_id_case_"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("case_id", "kind", "word", name=op.f("pk_case_word")),
    )
    with op.batch_alter_table("case_word", schema=None) as batch_op:
        batch_op.create_index("ix_case_word_word_case_id", ["word", "case_id"], unique=False)

    op.create_table(
        "clock_segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clock_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("running", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"], name=op.f("fk_clock_segment_clock_id_clock")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_segment")),
    )
    with op.batch_alter_table("clock_segment", schema=None) as batch_op:
        batch_op.create_index("ix_clock_segment_clock_id", ["clock_id"], unique=False)
        batch_op.create_index(
            "uq_clock_segment_open",
            ["clock_id"],
            unique=True,
            postgresql_where=sa.text("ended_at IS NULL"),
            sqlite_where=sa.text("ended_at IS NULL"),
        )

    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the history is only ever added to'; END $$"
        )
        op.execute(
            "CREATE TRIGGER history_event_append_only BEFORE UPDATE OR DELETE ON history_event "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
    else:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER history_event_no_{change.lower()} BEFORE {change} ON history_event "
                "BEGIN SELECT RAISE(ABORT, 'the history is only ever added to'); END"
            )


def downgrade() -> None:
    with op.batch_alter_table("case_word", schema=None) as batch_op:
        batch_op.drop_index("ix_case_word_word_case_id")

    op.drop_table("case_word")
    with op.batch_alter_table("clock_segment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_clock_segment_open",
            postgresql_where=sa.text("ended_at IS NULL"),
            sqlite_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index("ix_clock_segment_clock_id")

    op.drop_table("clock_segment")
    with op.batch_alter_table("history_event", schema=None) as batch_op:
        batch_op.drop_index("ix_history_event_case_id_id")

    op.drop_table("history_event")
    with op.batch_alter_table("clock", schema=None) as batch_op:
        batch_op.drop_index("ix_clock_referral_id")

    op.drop_table("clock")
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_referral_active_unit",
            postgresql_where=sa.text("status IN ('sent', 'accepted', 'waiting')"),
            sqlite_where=sa.text("status IN ('sent', 'accepted', 'waiting')"),
        )
        batch_op.drop_index(
            "uq_referral_active_lead",
            postgresql_where=sa.text("role = 'lead' AND status IN ('sent', 'accepted', 'waiting')"),
            sqlite_where=sa.text("role = 'lead' AND status IN ('sent', 'accepted', 'waiting')"),
        )
        batch_op.drop_index("ix_referral_unit_id_case_id")
        batch_op.drop_index("ix_referral_sent_at")
        batch_op.drop_index("ix_referral_inbox")
        batch_op.drop_index(
            "ix_referral_due",
            postgresql_where=sa.text("status IN ('sent', 'accepted', 'waiting')"),
            sqlite_where=sa.text("status IN ('sent', 'accepted', 'waiting')"),
        )
        batch_op.drop_index("ix_referral_case_id")

    op.drop_table("referral")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index("ix_message_case_id_id")

    op.drop_table("message")
    op.drop_table("legal_clock")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index("ix_document_case_id_id")

    op.drop_table("document")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index("ix_decision_need_id")

    op.drop_table("decision")
    with op.batch_alter_table("request_draft", schema=None) as batch_op:
        batch_op.drop_index("ix_request_draft_updated_at")

    op.drop_table("request_draft")
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.drop_index("ix_need_subject_case_id")
        batch_op.drop_index("ix_need_status_id")

    op.drop_table("need")
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_mail_unsent", postgresql_where=sa.text("sent_at IS NULL"), sqlite_where=sa.text("sent_at IS NULL")
        )
        batch_op.drop_index("ix_mail_case_id")

    op.drop_table("mail")
    with op.batch_alter_table("grant_", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_grant_unit",
            sqlite_where=sa.text("unit_id is not null"),
            postgresql_where=sa.text("unit_id is not null"),
        )
        batch_op.drop_index(
            "uq_grant_partner",
            sqlite_where=sa.text("partner_id is not null"),
            postgresql_where=sa.text("partner_id is not null"),
        )
        batch_op.drop_index(
            "uq_grant_collective",
            sqlite_where=sa.text("unit_id is null and partner_id is null"),
            postgresql_where=sa.text("unit_id is null and partner_id is null"),
        )
        batch_op.drop_index(batch_op.f("ix_grant__unit_id"))
        batch_op.drop_index(batch_op.f("ix_grant__person_id"))
        batch_op.drop_index(batch_op.f("ix_grant__partner_id"))

    op.drop_table("grant_")
    with op.batch_alter_table("coverage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coverage_code_unit_id"))

    op.drop_table("coverage")
    with op.batch_alter_table("case_read", schema=None) as batch_op:
        batch_op.drop_index("ix_case_read_case_id_person_id_at")

    op.drop_table("case_read")
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_absence_unit_id_until_on"))

    op.drop_table("absence")
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_partner_id"))

    op.drop_table("unit")
    with op.batch_alter_table("postal_code", schema=None) as batch_op:
        batch_op.drop_index("ix_postal_code_insee")

    op.drop_table("postal_code")
    with op.batch_alter_table("former_commune", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_former_commune_current"))

    op.drop_table("former_commune")
    with op.batch_alter_table("commune_name", schema=None) as batch_op:
        batch_op.drop_index("ix_commune_name_insee")

    op.drop_table("commune_name")
    with op.batch_alter_table("case_", schema=None) as batch_op:
        batch_op.drop_index("ix_case__urgent", postgresql_where=sa.text("urgent"), sqlite_where=sa.text("urgent = 1"))
        batch_op.drop_index("ix_case__status_id")
        batch_op.drop_index("ix_case__siret")
        batch_op.drop_index("ix_case__filed_at")
        batch_op.drop_index(
            "ix_case__distress", postgresql_where=sa.text("distress"), sqlite_where=sa.text("distress = 1")
        )
        batch_op.drop_index("ix_case__department_id")

    op.drop_table("case_")
    op.drop_table("territory_load")
    with op.batch_alter_table("rule_set", schema=None) as batch_op:
        batch_op.drop_index("ix_rule_set_effective_at")

    op.drop_table("rule_set")
    op.drop_table("person")
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_kind_active"))

    op.drop_table("partner")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_outbox_due", postgresql_where=sa.text("done_at IS NULL"), sqlite_where=sa.text("done_at IS NULL")
        )

    op.drop_table("outbox")
    with op.batch_alter_table("commune", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commune_parent"))
        batch_op.drop_index(batch_op.f("ix_commune_epci"))
        batch_op.drop_index(batch_op.f("ix_commune_department"))
        batch_op.drop_index(batch_op.f("ix_commune_court"))

    op.drop_table("commune")
    op.drop_table("area")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
