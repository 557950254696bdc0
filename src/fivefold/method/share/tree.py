"""Places in the tree of bodies: codes from the top joined by `/`, with a `/` at the end."""


def above(path: str) -> tuple[str, ...]:
    """Return the paths of the bodies above one, the next one first.

    >>> above("000000/990000/990101/")
    ('000000/990000/', '000000/')
    """
    codes = path.rstrip("/").split("/")
    return tuple("/".join(codes[:count]) + "/" for count in range(len(codes) - 1, 0, -1))


def within(path: str, top: str) -> bool:
    """Whether a body is another one or stands below it.

    >>> within("00/91/01/", "00/91/"), within("00/91/", "00/91/01/")
    (True, False)
    """
    return path.startswith(top)


def upto(path: str, level: int) -> str | None:
    """Return the path of the body of a level (0 is the top) over another one, or None where that stands higher.

    >>> upto("000000/990000/990101/", 1), upto("000000/", 1)
    ('000000/990000/', None)
    """
    codes = path.rstrip("/").split("/")
    return "/".join(codes[: level + 1]) + "/" if len(codes) > level else None
