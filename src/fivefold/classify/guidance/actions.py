"""Acts on guidance: write, revise while a draft, publish, withdraw."""

from dataclasses import dataclass

from fivefold.authz.permissions import Permission
from fivefold.classify.guidance.models import Guidance
from fivefold.classify.standing import need_state
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.move import begin, lock, move, require
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of


@dataclass(frozen=True, slots=True)
class GuidanceText:
    """What a piece of guidance says, and to which class (empty: to all)."""

    class_code: str
    title: str
    text: str


def _checked(programme: Programme, content: GuidanceText) -> GuidanceText:
    classes = {found.key for found in pack_of(programme).programme.classes}
    if content.class_code and content.class_code not in classes:
        raise Refused(Reason("guidance.unknown_class", {"value": content.class_code}))
    if not content.title.strip() or not content.text.strip():
        raise Refused(Reason("guidance.incomplete", {}))
    return GuidanceText(content.class_code, content.title.strip(), content.text.strip())


@action
def guidance_write(
    *, programme: Programme, content: GuidanceText, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> Guidance:
    """Begin a draft. Raises NotAllowed, Refused for an unknown class or an empty title or text."""
    found = _checked(programme, content)
    row = Guidance(programme=programme, class_code=found.class_code, title=found.title, text=found.text)
    return begin(row, actor=actor, permission=Permission.GUIDANCE_WRITE, clock=clock)


@action
def guidance_revise(*, guidance: Guidance, content: GuidanceText, actor: Actor) -> Guidance:
    """Change a draft; what is published is withdrawn and written anew. Raises as ``guidance_write``, WrongState."""
    fresh = lock(guidance)
    require(actor, Permission.GUIDANCE_WRITE, fresh)
    need_state(fresh, "drafted", "guidance.published")
    found = _checked(guidance.programme, content)
    fresh.class_code, fresh.title, fresh.text = found.class_code, found.title, found.text
    fresh.save(update_fields=["class_code", "title", "text"])
    return fresh


@action
def guidance_publish(*, guidance: Guidance, actor: Actor, clock: Clock = DATABASE_CLOCK) -> None:
    """Publish a draft or bring withdrawn guidance back. Raises NotAllowed, WrongState."""
    move(guidance, "guidance.published", actor=actor, clock=clock, params={"class": guidance.class_code})


@action
def guidance_withdraw(
    *, guidance: Guidance, reason: str, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> None:
    """Withdraw published guidance, with a reason. Raises NotAllowed, WrongState, ReasonMissing."""
    move(guidance, "guidance.withdrawn", actor=actor, clock=clock, because=reason)
