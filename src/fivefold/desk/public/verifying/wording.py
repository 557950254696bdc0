"""Sentences of the verifier in the words of a page: where the command names an option, the page names what to do."""

from django.utils.translation import gettext_lazy as _

from fivefold.claim.postings.checking import Said, sentence

_INSTEAD = {
    "no.key": _("whose key it is: compare it with the one that the issuer gave you by another way"),
    "no.growth": _(
        "that the log only grew: whoever kept an older checkpoint can have the growth proven on the page of the log, "
        "or check on an own machine"
    ),
    "unclear.alone": _(
        "this file carries no list of its own: upload the bundle (json) from the page of the list"
    ),
    "unclear.growth": _("the bundle holds no proof that connects to the older checkpoint"),
    "claim.postings.check.own_bundle": _(
        "the digest of the whole file: take the bundle (json) from the page of the list and upload that"
    ),
}


def on_page(said: Said, language: str) -> str:
    """Return one thing said, in a language, without any option of a command."""
    return str(_INSTEAD[said.code]) if said.code in _INSTEAD else sentence(said, language)
