"""What is wrong with a page as it stands in the browser: a list of sentences, empty when nothing is."""

import re
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
AXE = (ROOT / "third_party" / "axe" / "axe.min.js").read_text()
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}

# Texts of the page with the language they are marked with; code and what a browser hides are left out. Attributes
# cannot be marked in part, so they only count where the page itself is Chinese.
TEXTS = """() => {
  const said = [];
  const heard = (node, text, where) => {
    const holder = node.closest("[lang]");
    if (text.trim()) said.push([holder ? holder.getAttribute("lang") : "", text.trim(), where]);
  };
  const left = "code, pre, script, style, textarea, noscript, svg title";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (!node.parentElement.closest(left)) heard(node.parentElement, node.data, node.parentElement.tagName);
  if (document.documentElement.lang.startsWith("zh"))
    for (const name of ["aria-label", "placeholder", "title", "alt", "data-confirm", "data-confirm-yes"])
      for (const node of document.body.querySelectorAll(`[${name}]`)) heard(node, node.getAttribute(name), name);
  return said;
}"""
WIDE = """() => {
  const width = document.documentElement.clientWidth, whole = document.documentElement.scrollWidth;
  if (whole <= width) return "";
  const out = Array.from(document.body.querySelectorAll("*")).find(
    node => node.getBoundingClientRect().right > width + 1 && !node.closest(".region, details:not([open])"));
  return `wider than the screen: ${whole} > ${width}: ${out ? out.outerHTML.slice(0, 120) : "?"}`;
}"""
CHINESE = range(0x3400, 0xA000)
# Names of programs and licences stay as they are on Chinese pages; these three stay Chinese on English ones.
MOST_LATIN_WORDS = 3
_LICENCES = re.compile(r"[\w.+-]+( (AND|OR|WITH) [\w.+-]+)+")  # as package data write them
_MACHINE = re.compile(r"^/[a-z]+/|%\(|\{[{%]|^(None|True|False|null|undefined|NaN)$|<[a-z]+[ >]")
LATIN_NAMES = ("Python Software Foundation License", "Fivefold Kai (LXGW WenKai)")
NAMES = frozenset({"五分", "演示数据", "中文"})


@cache
def own_words() -> frozenset[str]:
    """The program's own words in Chinese: what the catalogue translates into, where it is more than a figure.

    What packs and the samples of ``/design/`` call their things are names, though the program may use the same word.
    """
    texts = (ROOT / "src" / "fivefold" / "locale" / "fragments").glob("*.po")
    said = {
        line[8:-1] for text in texts for line in text.read_text().splitlines() if line.startswith('msgstr "')
    }
    return frozenset(word for word in said if len(word) > 1) - given_names()


def given_names() -> set[str]:
    """Every run of Chinese in the packs' files and in the samples of components."""
    files = [
        *(ROOT / "programmes").rglob("*.yaml"),
        *(ROOT / "src" / "fivefold" / "web" / "design").glob("*.py"),
    ]
    return {run for path in files for run in re.findall(r"[\u3400-\u9fff]+", path.read_text())}


def accessibility(page: Page) -> list[str]:
    """Return axe's violations, each with the first element it names."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [f"{one['id']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:200]}" for one in found]


def layout(page: Page) -> list[str]:
    """Return what is wider than the screen, and a missing or second main heading."""
    said = [wide] if (wide := page.evaluate(WIDE)) else []
    headings = page.locator("h1").count()
    return said if headings == 1 else [*said, f"{headings} main headings"]


def language(page: Page, spoken: str) -> list[str]:
    """Return what is said in the other language than the page's.

    On a Chinese page (``zh-hans``) an English sentence of more than three words is a fault; on an English one (``en``)
    any Chinese that is not marked as such, and any of the program's own Chinese words.
    """
    wrong = _english if spoken.startswith("zh") else _chinese
    return sorted(
        {
            f"not {spoken}: <{tag}> {text[:80]}"
            for marked, text, tag in page.evaluate(TEXTS)
            if wrong(marked, text)
        }
    )


def _chinese(marked: str, text: str) -> bool:
    unmarked = not marked.startswith("zh") and any(ord(letter) in CHINESE for letter in text)
    return unmarked or (text in own_words() and text not in NAMES)


def _english(marked: str, text: str) -> bool:
    named = marked.startswith("en") or text in LATIN_NAMES or _LICENCES.fullmatch(text)
    return not named and _latin_words(text) > MOST_LATIN_WORDS


def _latin_words(text: str) -> int:
    """Count the longest run of Latin words without a Chinese character or a figure between them."""
    longest = run = 0
    for word in "".join(" 一 " if ord(letter) in CHINESE else letter for letter in text).split():
        plain = word.strip(".,;:()?!'\"-·")
        run = run + 1 if plain.isascii() and plain.isalpha() else 0 if plain else run
        longest = max(longest, run)
    return longest


def wording(page: Page) -> list[str]:
    """Return texts that no person wrote: addresses, unfilled places, values of the program."""
    said = {text for _marked, text, _tag in page.evaluate(TEXTS)}
    return sorted(f"not for people: {text[:80]}" for text in said if _MACHINE.search(text))


class Listener:
    """Collects what the browser complains of: failing scripts, refused resources, errors in the console."""

    def __init__(self, page: Page) -> None:
        self.heard: list[str] = []
        page.on("pageerror", lambda error: self.heard.append(f"script: {error}"))
        page.on("console", self._console)

    def _console(self, message) -> None:
        if message.type == "error":
            self.heard.append(f"console: {message.text[:200]}")

    def take(self) -> list[str]:
        """Return what was heard since the last call."""
        heard, self.heard = self.heard, []
        return heard
