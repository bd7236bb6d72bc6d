"""Stages: what is proposed with one key, any other by a bar that tells what it means."""

from __future__ import annotations

from textual.app import ComposeResult

from store import Edit, Proposal, Prospect, Stage, clean_line, move_to_stage, stage_proposal
from tui import decision_words, words
from tui.dialogs.bar import Bar, Echo, LineBar
from tui.flows.completing import complete
from tui.flows.host import Handler, Host, apply
from tui.texts import _
from tui.widgets.canvas import Line, fit, line, wrap

_ORDER = tuple(Stage)


class StageBar(Bar[Stage]):
    """The stages behind digits, each with its definition (domain.md A15)."""

    def __init__(self, title: str, present: Stage, proposed: Stage | None) -> None:
        super().__init__()
        self.title_text, self.present, self.proposed = title, present, proposed
        self.stages = [stage for stage in Stage if stage is not present]

    def compose(self) -> ComposeResult:
        """One row a stage."""
        yield Echo()

    def on_mount(self) -> None:
        """Fill the rows."""
        self._show()

    def on_resize(self) -> None:
        """Another width."""
        self._show()

    def _show(self) -> None:
        width = self.screen.size.width
        rows: list[Line] = [line(" ", (fit(self.title_text, width - 2), "strong"))]
        for number, stage in enumerate(self.stages, 1):
            name = words.stage(stage) + (" *" if stage is self.proposed else "")
            for part, text in enumerate(wrap(words.stage_meaning(stage), width - 29)):
                lead = (f"   {number}", "key") if not part else ("    ", "")
                rows.append(line(lead, f" {name if not part else '':<22.22} ", (text, "dim")))
        echo = self.query_one(Echo)
        echo.styles.height = len(rows)
        echo.show(rows)

    def press(self, key: str, character: str | None) -> bool:
        """A digit chooses; Enter what is proposed."""
        numbers = {str(n): stage for n, stage in enumerate(self.stages, 1)}
        if character in numbers:
            self.done(numbers[character])
        elif key == "enter" and self.proposed is not None:
            self.done(self.proposed)
        elif key == "q":
            self.done(None)
        else:
            super().press(key, character)
        return True


def proposal_of(host: Host) -> Proposal | None:
    """What the facts of the customer under the cursor suggest."""
    view = host.desk.view
    if view.record is None or view.standing is None:
        return None
    return stage_proposal(view.record, view.today, view.standing)


async def take(host: Host) -> None:
    """The proposed stage; without one, what is still in the way."""
    record, proposal = host.desk.view.record, proposal_of(host)
    if record is None or proposal is None:
        return
    if proposal.stage is None:
        host.say(_not_yet(record, proposal), "dim")
    else:
        await _move(host, record, proposal.stage)


async def choose(host: Host) -> None:
    """Any stage; a step back asks for the reason."""
    record, proposal = host.desk.view.record, proposal_of(host)
    if record is None or proposal is None:
        return
    stage = await host.ask(StageBar(
        _("Stage of {name}, now {stage}").format(
            name=record.short_name, stage=words.stage(record.stage)),
        record.stage, proposal.stage))
    if stage is not None:
        await _move(host, record, stage)


async def _move(host: Host, record: Prospect, stage: Stage) -> None:
    standing, reason = host.desk.view.standing, ""
    assert standing is not None
    if _ORDER.index(stage) < _ORDER.index(record.stage):
        given = await host.ask(LineBar(
            _("Back to {stage}: why?").format(stage=words.stage(stage)), take=clean_line))
        if not given:
            host.say(_("Not changed: a step back needs a reason."), "dim")
            return
        reason = given
    try:
        moved = move_to_stage(record, stage, today=host.today, standing=standing, reason=reason)
    except ValueError as problem:
        proposal = proposal_of(host)
        missing = [decision_words.fact(f) for f in proposal.facts
                   if f.code in ("score", "open") and not f.speaks_for] if proposal else []
        why = ": ".join(filter(None, (decision_words.fault(str(problem)), ", ".join(missing))))
        host.say(_("Not changed, {why}.").format(why=why), "bad")
        return
    apply(host, Edit(label="staged", args=(("name", record.short_name),
                                           ("stage", stage.value)), records=(moved,)))
    if _ORDER.index(stage) > _ORDER.index(record.stage):
        await complete(host, record.stage)


def _not_yet(record: Prospect, proposal: Proposal) -> str:
    missing = [decision_words.fact(fact) for fact in proposal.facts if not fact.speaks_for]
    text = _("{stage} is right").format(stage=words.stage(record.stage))
    if missing:
        text += "; " + _("still missing: {facts}").format(facts=", ".join(missing))
    return text + "."


STAGING: dict[str, Handler] = {"stage_take": take, "stage": choose}
