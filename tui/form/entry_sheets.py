"""Pages about what a company has several of: needs, offers, addresses, contacts ..."""

from __future__ import annotations

from dataclasses import replace

from tui.form.company_sheets import COMPANY, READ
from tui.form.fields import YES, Kind, Sheet
from tui.form.fields import field as _f
from tui.texts import N_

TODAY = "today"
"""Start of a field that says today."""
_KNOWN = {one.code: one for one in COMPANY}
_SOURCE = N_("Where it was published: accounts, register of insolvencies, press")

NEED = Sheet(code="need", fields=(
    _f("text", N_("Words *"), Kind.REMARK, hint=N_("In their own words"), group=N_("Need"),
       needed=True),
    _f("kind", N_("Kind"), Kind.CHOICE, of="need_kind", needed=True, start="need",
       hint=N_("A problem worth solving, or a liking")),
    _f("state", N_("State"), Kind.CHOICE, of="need_state", needed=True, start="open"),
    _f("noted", N_("Noted on"), Kind.BEHIND, 14, N_("When we heard of it"), start=TODAY),
))

STATUS = Sheet(code="status", fields=(
    _f("light", N_("Finances *"), Kind.CHOICE, of="light", needed=True,
       group=N_("Financial status")),
    _f("source", N_("Source *"), hint=_SOURCE, needed=True),
    _f("noted", N_("As of *"), Kind.BEHIND, 14, N_("The day it was found"), needed=True,
       start=TODAY),
    _f("note", N_("Note"), Kind.REMARK, hint=READ),
))

REVENUE = Sheet(code="revenue", fields=(
    _f("period", N_("Period *"), Kind.PERIOD, 26, N_("2025, Q1 2026, 3/2026, or from day to "
       "day: 1.1.2026-15.2.2026"), needed=True, group=N_("Revenue of a period")),
    _f("revenue", N_("Revenue net *"), Kind.SIGNED, 14,
       N_("What was invoiced without tax; 30.000 or 30t, 1,5t is 1.500"), needed=True),
    _f("margin", N_("Margin (DB)"), Kind.SIGNED, 14,
       N_("Revenue less all cost of this customer; empty where the cost is unknown")),
    _f("orders", N_("Orders"), Kind.COUNT, 6, N_("How many orders in this period")),
))

PROJECT = Sheet(code="project", fields=(
    _f("title", N_("Project *"), hint=N_("What they are up to, in a few words"), needed=True,
       group=N_("Project")),
    _f("kind", N_("Kind"), Kind.CHOICE, of="project_kind", needed=True, start="project"),
    _f("due", N_("When"), Kind.ROUGH, 20,
       N_("A day, Q3 2026 or September 2026 (then its last day, approximate)")),
    _f("until", N_("Until"), Kind.DAY, 20, N_("Last day of a fair"), after="due"),
    _f("noted", N_("Noted on"), Kind.BEHIND, 14, N_("When we heard of it"), start=TODAY),
    _f("done", N_("Over"), Kind.FLAG, 6),
    _f("need", N_("Needs from us"), Kind.REMARK, group=N_("What they need from us"),
       hint=N_("What will they need from us for it?")),
    _f("need_from", N_("Needed from"), Kind.DAY, 20, N_("From which day?")),
))

OFFER = Sheet(code="offer", fields=(
    _f("title", N_("Offer *"), hint=N_("What was offered"), needed=True, group=N_("Offer")),
    _f("amount", N_("Amount EUR"), Kind.AMOUNT, 14, N_("30.000 or 30t; 1,5t is 1.500")),
    _f("made", N_("Made on"), Kind.BEHIND, 14, N_("Day of the offer"), start=TODAY),
    _f("binds_until", N_("Binds until"), Kind.DAY, 20, N_("The last day it holds"),
       after="made"),
    _f("state", N_("State"), Kind.CHOICE, of="offer_state", needed=True, start="open"),
    _f("closed", N_("Closed on"), Kind.BEHIND, 14, N_("Day it was won or lost"),
       after="made"),
))

CONTRACT = Sheet(code="contract", fields=(
    _f("title", N_("Contract *"), hint=N_("What it is about"), needed=True,
       group=N_("Contract")),
    _f("end", N_("Ends on *"), Kind.END, 12, N_("Last day of the present term"), needed=True),
    _f("notice", N_("Notice, months"), Kind.COUNT, 6,
       N_("How many months before the end one has to give notice"), start="0"),
    _f("renewal", N_("Renewal, months"), Kind.COUNT, 6,
       N_("By how many months it goes on without notice; 0: it ends"), start="12"),
))

ADDRESS = Sheet(code="address", fields=(
    _f("kind", N_("Kind"), Kind.CHOICE, of="address_kind", needed=True, start="branch",
       group=N_("Address")),
    replace(_KNOWN["street"], group=""), _KNOWN["postcode"], _KNOWN["place"],
    replace(_KNOWN["country"], beside=False, width=16),
    _f("region", N_("Holidays of"), Kind.REGION, 8,
       N_("Only if others than usual in the country: BY, BY-A, NW, ZH")),
))

RELATION = Sheet(code="relation", fields=(
    _f("kind", N_("Is"), Kind.CHOICE, of="relation_kind", needed=True, start="partner_of",
       group=N_("Relation")),
    _f("other", N_("Company *"), Kind.COMPANY, needed=True,
       hint=N_("Type the beginning of the name of a company on file")),
))

OWN_DATE = Sheet(code="date", fields=(
    _f("title", N_("Occasion *"), hint=N_("For example opening of the new hall"), needed=True,
       group=N_("Own date")),
    _f("day", N_("Day *"), Kind.DAY, 20, N_("The first one, if it comes back every year"),
       needed=True),
    _f("contact", N_("Person"), Kind.PERSON, 0, N_("Nobody: it is about the company")),
    _f("yearly", N_("Every year"), Kind.FLAG, 6, start=YES),
    _f("lead", N_("Days ahead"), Kind.COUNT, 6, N_("Days of preparation"), start="7"),
))

MARKET = Sheet(code="market", fields=(
    _f("text", N_("Observation *"), Kind.REMARK, needed=True, group=N_("Market note"),
       hint=N_("Shown at all customers of the same industry or competitor")),
    _f("about", N_("About"), Kind.CHOICE, of="subject", needed=True, start="industry"),
    _f("subject", N_("Which one *"), needed=True,
       hint=N_("The industry or competitor, as it stands in the profiles")),
    _f("day", N_("Seen on *"), Kind.BEHIND, 14, needed=True, start=TODAY),
    _f("source", N_("Source"), hint=N_("Where it comes from")),
))

TALK = Sheet(code="talk", fields=(
    _f("kind", N_("Kind"), Kind.CHOICE, of="activity", start="call", group=N_("Activity")),
    _f("day", N_("Day *"), Kind.TALK, 22, N_("Past is done, future is planned"),
       needed=True, start=TODAY),
    _f("contact", N_("Person"), Kind.PERSON),
    _f("others", N_("Also there"), Kind.PEOPLE),
    _f("minutes", N_("Minutes"), Kind.COUNT, 6, N_("How long it took")),
    _f("outcome", N_("Outcome"), Kind.REMARK, hint=N_("What came of it")),
    _f("promised", N_("Promised"), Kind.FLAG, 6),
    _f("text", N_("What about"), Kind.NOTE, hint=READ),
))
