"""Pages about the company itself: the basic profile (domain.md B8-B14) and what lies behind."""

from __future__ import annotations

from dataclasses import replace

from tui.form.fields import Field, Kind, Sheet
from tui.form.fields import field as _f
from tui.texts import N_

_WORDS = N_("Words: tomorrow, 2w, fri, 15.3., cw 12, 14:00")
READ = N_("The person concerned may read this")

COMPANY: tuple[Field, ...] = (
    _f("name", N_("Company *"), Kind.NAME, 0, N_("Full name as in the register, with its "
       "legal form"), group=N_("Company")),
    _f("legal_form", N_("Legal form"), width=14, hint=N_("Taken from the end of the name if "
       "left empty")),
    _f("number", N_("Number"), width=10, beside=True, hint=N_("Your own customer number")),
    _f("short", N_("Short"), width=16, beside=True, hint=N_("What it is called in daily life, "
       "if not by its name without the legal form")),
    _f("stage", N_("Stage"), Kind.STAGE, hint=N_("Qualified prospect: only by a check")),
    _f("street", N_("Street"), group=N_("Address")),
    _f("postcode", N_("Postcode"), Kind.POSTCODE, 8, N_("Austria and Switzerland 4 digits, "
       "Germany 5; A-8010 sets the country too")),
    _f("place", N_("Place"), width=22, beside=True),
    _f("country", N_("Country"), Kind.COUNTRY, 12, N_("AT, DE, CH or the name"), beside=True),
    _f("phone", N_("Phone"), Kind.PHONE, 28, N_("Switchboard; +43 316 555 01 23 or 0316 555 01"),
       group=N_("How to reach them")),
    _f("email", N_("E-mail"), Kind.EMAIL, 46, N_("Of the company, such as office@huber.example")),
    _f("web", N_("Web"), Kind.WEB, 46, N_("For example www.huber.example")),
    _f("industry", N_("Industry"), group=N_("Profile"),
       hint=N_("What they live on, in one or two words")),
    _f("employees", N_("Employees"), Kind.COUNT, 10, N_("A whole number")),
    _f("potential", N_("Potential EUR"), Kind.POTENTIAL, 14,
       N_("More business to win per year: 30.000, 30t; need x share: 200000 x 50 %")),
    _f("competitor", N_("Competitor"), hint=N_("Whom they buy from today")),
    _f("light", N_("Finances"), Kind.CHOICE, 7, of="light"),
    _f("light_source", N_("seen in"), width=34, beside=True, hint=N_("Where it was published: "
       "accounts, register, press; a change counts from today")),
    _f("source", N_("Source"), hint=N_("Where the data came from: themselves, "
       "website, trade fair, referral by ...")),
    _f("basis", N_("Lawful basis"), Kind.CHOICE, of="basis"),
    _f("tags", N_("Tags"), Kind.TAGS, 0, N_("Words with a comma between; the search finds them")),
    _f("due", N_("Follow-up"), Kind.DUE, 22, _WORDS, group=N_("Next step")),
    _f("reason", N_("What for"), hint=N_("What you will do on that day")),
    _f("notes", N_("Note"), Kind.NOTE, hint=READ),
)
"""The basic profile of a new company."""

FILED: tuple[Field, ...] = tuple(
    replace(one, kind=Kind.FIXED) if one.kind is Kind.STAGE else one for one in COMPANY)
"""The same of a company on file."""

_KNOWN = {one.code: one for one in COMPANY}

NEW_COMPANY = Sheet(code="company", label=N_("Company"), fields=COMPANY)
FILED_COMPANY = Sheet(code="company", label=N_("Company"), fields=FILED)

MASTER = Sheet(code="company", label=N_("Company"), fields=(
    _f("short", N_("Short name"), width=28, hint=N_("What it is called in daily life, "
       "if not by its name without the legal form"), group=N_("Names")),
    _f("former_names", N_("Former names"), Kind.NAMES,
       hint=N_("Several with a semicolon between; the search finds them")),
    _f("register", N_("Register no."), width=20, hint=N_("FN 123456a, HRB 12345"),
       group=N_("Register")),
    _f("court", N_("Register court"), hint=N_("For example Landesgericht Graz")),
    _f("vat", N_("VAT number"), width=20, hint=N_("For example ATU12345678, DE123456789")),
    _f("founded", N_("Founded"), Kind.BEHIND, 14,
       N_("The day, for company anniversaries: 1.4.1987")),
    replace(_KNOWN["industry"], group=N_("Business")),
    _KNOWN["employees"],
    _f("structure", N_("Structure"), Kind.REMARK,
       hint=N_("Sites, subsidiaries, crews, sales partners")),
    _f("owners", N_("Owners"), Kind.REMARK,
       hint=N_("Who owns it; a change calls for a re-assessment")),
))

MANNER = Sheet(code="manner", label=N_("Manner"), fields=(
    _f("culture", N_("Culture"), Kind.REMARK, hint=N_("How they deal with each other and with "
       "us"), group=N_("Manner")),
    _f("manner", N_("Form of address"), Kind.CHOICE, of="manner"),
    _f("decides", N_("How they decide"), Kind.REMARK,
       hint=N_("Quickly or slowly, alone or together, by what")),
    _f("best_time", N_("Best time"), Kind.REMARK, hint=N_("When they can best be reached")),
    _f("gift_rule", N_("Gift policy"), Kind.REMARK,
       hint=N_("What their own rules say about gifts")),
    replace(_KNOWN["competitor"], group=N_("Market")),
    _f("share", N_("Our share, %"), Kind.PERCENT, 6, N_("Our share of what they need, 0 to 100")),
))

PLAN = Sheet(code="plan", label=N_("Plan"), fields=(
    _f("target", N_("Target account"), Kind.FLAG, 6, group=N_("Account plan")),
    _f("referral", N_("Referral"), Kind.REMARK,
       hint=N_("Whom they know, whether they would recommend us")),
    _KNOWN["tags"],
    _f("plan", N_("Account plan"), Kind.NOTE, hint=READ),
    replace(_KNOWN["notes"], group=N_("Note")),
))

MONEY = Sheet(code="money", label=N_("Figures"), fields=(
    replace(_KNOWN["potential"], group=N_("Payment and potential")),
    _f("days_late", N_("Days late"), Kind.COUNT, 6,
       N_("How many days after the term they pay on average; 0 is punctual")),
    _f("collection", N_("In collection"), Kind.FLAG, 6),
))

VALUE = Sheet(code="value", label=N_("Value"), fields=(
    _f("reference", N_("Recommends us"), Kind.CHOICE, of="reference",
       group=N_("Reference and cooperation")),
    _f("fit", N_("Cooperation"), Kind.COUNT, 6, most=10,
       hint=N_("0 to 10: your own judgement of how well you work together")),
    _f("fit_note", N_("Why so"), Kind.REMARK, hint=READ),
    _f("care_visits", N_("Visits a year"), Kind.COUNT, 6, most=254,
       group=N_("Care plan of their own"), hint=N_("Empty: as planned for their class")),
    _f("care_calls", N_("Calls a year"), Kind.COUNT, 6, most=250,
       hint=N_("Empty: as planned for their class")),
))

WANTED = Sheet(code="wanted", label=N_("Our offers"), fields=(
    _f("wanted", N_("Wanted offers"), Kind.NAMES, group=N_("What they want of us"),
       hint=N_("Which of our offers they want; several with a semicolon between")),
))
