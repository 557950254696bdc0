"""A second suite behind the interface, for the tests alone: SM2 over SM3 (GB/T 32918, GB/T 32905).

It shows that `Suite` is open to keys and signatures of other sizes. It is not for use: the arithmetic takes a
time that depends on the secret.
"""

import hashlib
import secrets

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)
IDENTITY = b"1234567812345678"
SIZE = 32


def sm3(data):
    return hashlib.new("sm3", data).digest()


def _bytes(number):
    return number.to_bytes(SIZE, "big")


def add(one, two):
    if one is None or two is None:
        return one or two
    if one[0] == two[0]:
        if (one[1] + two[1]) % P == 0:
            return None
        slope = (3 * one[0] * one[0] + A) * pow(2 * one[1], -1, P) % P
    else:
        slope = (two[1] - one[1]) * pow(two[0] - one[0], -1, P) % P
    x = (slope * slope - one[0] - two[0]) % P
    return x, (slope * (one[0] - x) - one[1]) % P


def times(factor, point):
    found = None
    while factor:
        if factor & 1:
            found = add(found, point)
        point, factor = add(point, point), factor >> 1
    return found


def digest(public, message):
    """What is signed: SM3 over identity, curve and key, then over the message (GB/T 32918.2, 5.5 and 6.1)."""
    bits = (8 * len(IDENTITY)).to_bytes(2, "big")
    curve = b"".join(map(_bytes, (A, B, *G)))
    return int.from_bytes(sm3(sm3(bits + IDENTITY + curve + public) + message), "big")


class Sm2:
    kind = 0xFF
    secret_size = SIZE
    public_size = 2 * SIZE

    def generate(self):
        return _bytes(1 + secrets.randbelow(N - 2))

    def public(self, secret):
        return b"".join(map(_bytes, times(int.from_bytes(secret, "big"), G)))

    def sign(self, secret, message):
        own, number = int.from_bytes(secret, "big"), digest(self.public(secret), message)
        once = 1 + secrets.randbelow(N - 1)
        r = (number + times(once, G)[0]) % N
        s = pow(1 + own, -1, N) * (once - r * own) % N
        return _bytes(r) + _bytes(s)

    def verify(self, public, message, signature):
        if len(public) != self.public_size or len(signature) != 2 * SIZE:
            return False
        x, y = (int.from_bytes(half, "big") for half in (public[:SIZE], public[SIZE:]))
        r, s = (int.from_bytes(half, "big") for half in (signature[:SIZE], signature[SIZE:]))
        if (y * y - x * x * x - A * x - B) % P or not (0 < r < N and 0 < s < N) or (r + s) % N == 0:
            return False
        point = add(times(s, G), times((r + s) % N, (x, y)))
        return point is not None and (digest(public, message) + point[0]) % N == r
