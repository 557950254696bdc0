"""What a report says, as codes and values."""

from fivefold.method.verify import verify_bundle
from method.bundles import Issue, written

ISSUE = Issue()


def codes(remarks):
    return [remark.code for remark in remarks]


def found(bundle, **options):
    return [
        (remark.code, dict(remark.params)) for remark in verify_bundle(written(bundle), **options).findings
    ]
