"""A posted list as a table for spreadsheets; texts that would run as formulas are marked by the writer."""

from fivefold.claim.postings import queries
from fivefold.claim.postings.models import Posting
from fivefold.claim.postings.rows import heads_of, table_of
from fivefold.documents.sheets_out import write_csv


def csv_of(posting: Posting) -> bytes:
    """Return the list as csv; what is invented says so in a last column."""
    data = queries.list_of(posting)
    entries, label = data["entries"], str(data["label"])
    marked = (label,) if label else ()
    return write_csv((*heads_of(data), *marked), [(*row, *marked) for row in table_of(entries)])
