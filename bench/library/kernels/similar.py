"""Near-duplicates: planted copies in a synthetic corpus, beside datasketch's MinHash with LSH."""

import random
from typing import Any

from library.measure import Aim, Figure, Outcome, measured, timed, times

TITLE = "Near-duplicate texts"
_SHARES = (10, 20, 30, 50, 70, 90)
_SOUGHT = 20
_COMMON = 8


def run(quick: bool) -> list[Outcome]:  # noqa: FBT001 - as every kernel
    """Measure both on one corpus and say what each found."""
    count = 2_000 if quick else 100_000
    ours = measured(
        "fivefold.method.create.originality",
        "similar:ours",
        note="winnowing k = 8, w = 8; a tenth shared",
        count=count,
    )
    peer = measured(
        "datasketch",
        "similar:peer",
        note="MinHash of 128, LSH at 0.3, runs of 8 characters",
        limit=1800.0,
        count=count,
    )
    least = min(ours.told["recall"][str(share)] for share in _SHARES if share >= _SOUGHT)
    return [
        Outcome(
            f"{count:,} texts of {ours.told['signs']:,} characters, one in a hundred copied in part",
            (ours, peer),
            (
                Aim("at least 8 x datasketch", times(peer, ours), 8),
                Aim("recall 1.0 from 20 % copied", least, 1.0),
            ),
            (_found(ours), _found(peer), "Synthetic: random words, eight phrases that many texts share."),
        )
    ]


def _found(one: Figure) -> str:
    recall = ", ".join(f"{share} %: {value:.2f}" for share, value in one.told["recall"].items())
    return f"{one.who} found, by share copied: {recall}; pairs that were not planted: {one.told['others']}."


def _corpus(count: int) -> tuple[list[str], dict[tuple[int, int], int]]:
    chance = random.Random(6)
    signs = [chr(0x4E00 + number) for number in range(3000)]
    words = ["".join(chance.choices(signs, k=chance.choice((2, 2, 2, 3, 4)))) for _ in range(20_000)]
    phrases = ["".join(chance.choices(words, k=7)) for _ in range(_COMMON)]
    texts = [_text(chance, words, phrases) for _ in range(count)]
    # No text is copied from or into twice, so that every planted copy is still there at the end.
    planted, involved = {}, chance.sample(range(count), 2 * (count // 100))
    for number, (one, other) in enumerate(zip(involved[::2], involved[1::2], strict=True)):
        share = _SHARES[number % len(_SHARES)]
        source, target = texts[one], texts[other]
        length = len(target) * share // 100
        begin, place = (
            chance.randrange(max(len(source) - length, 1)),
            chance.randrange(len(target) - length + 1),
        )
        texts[other] = target[:place] + source[begin : begin + length] + target[place + length :]
        planted[min(one, other), max(one, other)] = share
    return texts, planted


def _text(chance: random.Random, words: list[str], phrases: list[str]) -> str:
    parts = ["".join(chance.choices(words, k=chance.randint(6, 14))) for _ in range(chance.randint(22, 42))]
    for phrase in chance.sample(phrases, 2):
        parts.insert(chance.randrange(len(parts)), phrase)
    return "，".join(parts) + "。"


def _told(count: int, find: Any, *, runs: int, warm: bool) -> dict[str, Any]:
    texts, planted = _corpus(count)
    pairs: set[tuple[int, int]] = set()

    def work() -> None:
        pairs.clear()
        pairs.update(find(texts))

    cost = timed(work, runs=runs, warm=warm)
    recall = {}
    for share in _SHARES:
        sought = [pair for pair, planted_share in planted.items() if planted_share == share]
        recall[str(share)] = sum(pair in pairs for pair in sought) / len(sought)
    return {**cost, "signs": sum(map(len, texts)), "recall": recall, "others": len(pairs - set(planted))}


def ours(count: int) -> dict[str, Any]:
    """Find pairs with the method."""
    from fivefold.method.create.originality import near_duplicates

    def find(texts: list[str]) -> set[tuple[int, int]]:
        named = {f"{number:06d}": text for number, text in enumerate(texts)}
        found = near_duplicates(named, passages=False)
        return {(int(pair.first), int(pair.second)) for pair in found.pairs}

    return _told(count, find, runs=3, warm=True)


def peer(count: int) -> dict[str, Any]:
    """Find pairs with datasketch: signatures in bulk, then every text asked for its likes."""
    return _told(count, _minhash, runs=1, warm=False)


def _minhash(texts: list[str]) -> set[tuple[int, int]]:
    from datasketch import MinHash, MinHashLSH

    index, made = MinHashLSH(threshold=0.3, num_perm=128), []
    for number, text in enumerate(texts):
        runs = {text[place : place + 8].encode() for place in range(len(text) - 7)}
        one = MinHash(num_perm=128)
        one.update_batch(list(runs))
        made.append(one)
        index.insert(number, one)
    pairs = set()
    for number, one in enumerate(made):
        pairs.update(
            (min(number, other), max(number, other)) for other in index.query(one) if other != number
        )
    return pairs
