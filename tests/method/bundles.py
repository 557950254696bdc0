"""Honest bundles of fictional regions: a small log, a posting in it, its documents, a key of a fixed seed."""

import base64
import copy
import hashlib
import json

from fivefold.method import canonical, posting
from fivefold.method.merkle import Checkpoint, Tree, new_key, sign

ORIGIN = "example.org/demo"
SIGNER, VKEY = new_key("example.org", secret=bytes(range(32)))
OTHER_SIGNER, OTHER_VKEY = new_key("example.org", secret=bytes(32))
PROJECTS = ("推进市域社会治理体制现代化", "防范化解政治安全风险", "防范化解社会治安风险")
PDF = b"%PDF-1.7 fictional"
DOCX = b"PK fictional"


def entry(seq):
    return {
        "seq": seq,
        "claim": f"00000000-0000-7000-8000-{seq:012}",
        "region": {"code": f"9901{seq:02}", "name": f"演示{seq}市"},
        "province": {"code": "990000", "name": "演示省"},
        "class": {"code": "2", "name": "第二类"},
        "project": {"code": f"P{seq % 3 + 1:02}", "name": PROJECTS[seq % 3]},
        "basis": "advantage" if seq % 2 else "breakthrough",
        "lead_unit": "演示单位",
        "leader_post": "演示职务",
        "output": "演示经验",
    }


def a_posting(count=5, number=1):
    return {
        "schema": "fivefold-posting/1",
        "origin": ORIGIN,
        "label": "演示数据",
        "programme": {"slug": "demo", "title": "演示计划"},
        "round": {"id": "r1", "title": "演示轮次"},
        "number": number,
        "document_number": "演示〔2026〕1号",
        "title": "关于公布任务分领名单的通知(演示)",
        "issuer": "演示协调小组",
        "issued_at": "2026-11-23T10:00:00+08:00",
        "corrects": None,
        "edition": {"code": "demo-1", "sha256": "ab" * 32},
        "class_list": {"number": 1, "valid_from": "2026-01-01", "sha256": "cd" * 32},
        "notice": {"days": 14, "kind": "calendar", "until": "2026-12-07"},
        "entries": [entry(seq) for seq in range(1, count + 1)],
    }


def leaf(kind, params, salt="00"):
    return {
        "v": 1,
        "id": f"id-{kind}",
        "at": "2026-11-23T02:00:00.000000Z",
        "kind": kind,
        "subject": {"type": "posting", "id": "p1"},
        "actor": {"seat": "s1", "role": "publisher", "body": "990000"},
        "params": params,
        "salt": salt * 16,
    }


def note(tree, size, origin=ORIGIN, signer=SIGNER):
    return sign(Checkpoint(origin, size, tree.root(size)), signer)


def coded(path):
    return [base64.b64encode(item).decode() for item in path]


class Issue:
    """A log of other leaves before and after, with one posting issued and rendered in it."""

    def __init__(self, count=5, before=3, after=2, *, signer=SIGNER, vkey=VKEY, fields=True):
        self.posting = a_posting(count)
        self.tree = Tree(b"earlier %d" % place for place in range(before))
        self.signer, self.vkey = signer, vkey
        params = posting.issued_params(self.posting)
        if not fields:
            del params["fields"]
        self.issued = self._add(leaf("posting.issued", params))
        files = [
            ("list.pdf", "application/pdf", hashlib.sha256(PDF).hexdigest()),
            ("list.docx", "application/docx", hashlib.sha256(DOCX).hexdigest()),
        ]
        self.rendered = self._add(leaf("posting.rendered", posting.rendered_params(self.posting, files)))
        for place in range(after):
            self.tree.append(b"later %d" % place)

    def _add(self, found):
        return found, self.tree.append(canonical.dumps(found))

    def proof(self, which, size):
        found, index = which
        return {
            "leaf": found,
            "index": index,
            "size": size,
            "path": coded(self.tree.inclusion(index, size)),
            "checkpoint": note(self.tree, size, signer=self.signer),
            "vkey": self.vkey,
        }

    def bundle(self, *, rendered=True, growth=()):
        size = len(self.tree)
        issued = self.proof(self.issued, size - 1)
        documents = self.proof(self.rendered, size) if rendered else None
        return json.loads(posting.bundle(self.posting, issued, documents, growth))

    def growth(self, old_size, new_size):
        path = coded(self.tree.consistency(old_size, new_size))
        return {"old_size": old_size, "new_size": new_size, "path": path}


def written(bundle):
    return json.dumps(bundle, ensure_ascii=False).encode()


HONEST = Issue().bundle()


def honest():
    return copy.deepcopy(HONEST)
