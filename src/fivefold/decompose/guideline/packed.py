"""From the pack's own models to what an edition says."""

from fivefold.decompose.guideline.content import ItemContent, LevelContent
from fivefold.packs.fields import Label
from fivefold.packs.schema import decompose as schema


def english(label: Label) -> str:
    """Return the English text of a label, "" where the pack has none."""
    return dict(label.texts).get("en", "")


def item_of_pack(item: schema.Item) -> ItemContent:
    """Return what an item of a pack (or of a YAML file of its form) says."""
    return ItemContent(
        code=item.code,
        kind=item.kind,
        title=str(item.title),
        title_en=english(item.title),
        aim=str(item.aim),
        measure=str(item.measure),
        levels=tuple(
            LevelContent(
                str(level.label),
                str(level.text),
                "" if level.from_score is None else format(level.from_score, "f"),
            )
            for level in item.levels
        ),
        examples=tuple(str(example) for example in item.examples),
        max_score=item.max_score,
        evidence_required=item.evidence_required,
        applies_to=item.applies_to,
        demo=item.demo,
    )
