"""References of `examples.yaml` to the rest of the pack."""

from fivefold.packs.pack import Pack
from fivefold.packs.problems import PackError
from fivefold.packs.references.finder import Finder
from fivefold.packs.schema.examples import ClassifyExample


def check(pack: Pack) -> list[PackError]:
    """Examples speak of known facts, classes, rules and editions."""
    finder = Finder(pack, "examples.yaml")
    classes = [entry.key for entry in pack.programme.classes]
    editions = [edition.code for edition in pack.decompose.editions]
    for index, example in enumerate(pack.examples.classify):
        _classify(finder, example, index)
    for index, blocks in enumerate(pack.examples.blocks):
        finder.known(blocks.edition, editions, ("blocks", index, "edition"), "edition")
    for index, form in enumerate(pack.examples.forms):
        finder.known(form.edition, editions, ("forms", index, "edition"), "edition")
        finder.known(form.region_class, classes, ("forms", index, "region_class"), "class")
    for index, register in enumerate(pack.examples.registers):
        for key in register.classes:
            finder.known(key, classes, ("registers", index, "classes", key), "class")
    return finder.errors


def _classify(finder: Finder, example: ClassifyExample, index: int) -> None:
    pack, path = finder.pack, ("classify", index)
    facts = [fact.key for fact in pack.classify.facts]
    for fact in example.facts:
        finder.known(fact, facts, (*path, "facts", fact), "fact")
    if example.region_class is not None:
        classes = [entry.key for entry in pack.programme.classes]
        finder.known(example.region_class, classes, (*path, "region_class"), "class")
    if example.rule is not None:
        codes = [rule.code for rule in pack.classify.rules]
        codes += [rule.code for rule in pack.classify.exclusions]
        finder.known(example.rule, codes, (*path, "rule"), "rule")
    needs_class = (example.outcome == "placed") == (example.region_class is not None)
    finder.unless(needs_class, path, "examples.class_needed", name=example.name)
