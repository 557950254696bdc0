"""Reference pages that are generated from the code and compared with it by ``make check``."""
