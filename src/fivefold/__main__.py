"""``python -m fivefold``."""

from fivefold.project.cli import main

if __name__ == "__main__":
    main()
