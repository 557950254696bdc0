"""Parts of Office files: the small ones parsed, the texts of the large ones found.

No expression here or beside it may pass a `<` on its way to a `>`: a part of nothing but opened tags would be
searched once from each of them, to its end.
"""

import re
from typing import Any, Final

from fivefold.files.refusal import refused

_SMALL = 2 << 20  # bytes; content types, relationships and lists of sheets are far smaller
TEXT: Final = re.compile(r"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)</")


def parsed(name: str, body: bytes) -> Any:
    """Return the root of a small part. Raises `UploadRefused` for one that is large, broken or has a DTD."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    if not body or len(body) > _SMALL:
        raise refused("xml_broken", name=name)
    try:
        return fromstring(body, forbid_dtd=True)
    except DefusedXmlException as error:
        raise refused("xml_dtd", name=name) from error
    except (ParseError, ValueError, LookupError) as error:
        raise refused("xml_broken", name=name) from error
