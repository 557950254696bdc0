"""The folder bench is no package of the product; its modules are found beside it as its program finds them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
