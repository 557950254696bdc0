"""One catalogue from all fragments: merged, compiled, and held against what the product uses."""

import gettext
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.utils.translation import activate, get_language, trans_real

from fivefold.web.translation import mo, po
from fivefold.web.translation.po import Message, PoError
from fivefold.web.translation.scan import used

HEADER = (
    "Language: zh_Hans\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\nPlural-Forms: nplurals=1; plural=0;\n"
)
PACKAGE = Path(__file__).resolve().parents[2]
FRAGMENTS = PACKAGE / "locale" / "fragments"
TARGET = PACKAGE / "locale" / "zh_Hans" / "LC_MESSAGES"


def merge(fragments: Iterable[Path]) -> tuple[list[Message], list[str]]:
    """Return all messages, sorted by key, and what is wrong: two translations, none, or unreadable lines."""
    found: dict[str, Message] = {}
    problems: list[str] = []
    for path in sorted(fragments):
        try:
            messages = po.read(path)
        except PoError as error:
            problems.append(str(error))
            continue
        for message in messages:
            before = found.setdefault(message.key, message)
            if before.forms != message.forms:
                problems.append(
                    f"{message.place}: {message.text!r} is {message.forms[0]!r} here, "
                    f"{before.forms[0]!r} at {before.place}"
                )
            if not all(message.forms):
                problems.append(f"{message.place}: {message.text!r} has no translation")
    return [found[key] for key in sorted(found)], problems


def build(fragments: Path = FRAGMENTS, target: Path = TARGET) -> list[str]:
    """Write ``django.po`` and ``django.mo``; return what is wrong (the rest is written)."""
    messages, problems = merge(fragments.glob("*.po"))
    target.mkdir(parents=True, exist_ok=True)
    _write(target / "django.po", po.write(HEADER, messages).encode())
    _write(target / "django.mo", mo.compiled(HEADER, messages))
    return problems


def forget() -> None:
    """Let this process read the catalogue anew: what was read before it was built would stay English."""
    # Neither library has a public way; these are the caches of gettext and of Django's translation.
    for cache in (gettext._translations, trans_real._translations):  # type: ignore[attr-defined]  # noqa: SLF001
        cache.clear()
    trans_real._default = None  # type: ignore[attr-defined]  # noqa: SLF001
    speaking = get_language()
    if speaking is not None:
        activate(speaking)


def check(package: Path = PACKAGE, fragments: Path = FRAGMENTS, target: Path = TARGET) -> list[str]:
    """Return messages in use without Chinese, contradictions, and whether the catalogue is stale."""
    messages, problems = merge(fragments.glob("*.po"))
    known = {message.key: message for message in messages}
    missing: dict[str, str] = {}
    for use in used(package):
        key = f"{use.context}{po.SEPARATOR}{use.text}" if use.context else use.text
        if key not in known or bool(known[key].plural) < bool(use.plural):
            missing.setdefault(key, f"{use.place}: {use.text!r} has no Chinese")
    problems += missing.values()
    compiled = target / "django.mo"
    if not compiled.exists() or compiled.read_bytes() != mo.compiled(HEADER, messages):
        problems.append("the compiled catalogue is out of date: run build_messages")
    return problems


def unused(package: Path = PACKAGE, fragments: Path = FRAGMENTS) -> list[str]:
    """Return messages of the fragments that nothing uses any more."""
    messages, _ = merge(fragments.glob("*.po"))
    texts = {(use.context, use.text) for use in used(package)}
    return [f"{m.place}: {m.text!r}" for m in messages if (m.context, m.text) not in texts]


def _write(path: Path, content: bytes) -> None:
    """Write only what changed, whole: running servers and other test processes read these files."""
    if path.exists() and path.read_bytes() == content:
        return
    with NamedTemporaryFile(dir=path.parent, delete=False) as stream:
        stream.write(content)
    Path(stream.name).chmod(0o644)
    Path(stream.name).replace(path)
