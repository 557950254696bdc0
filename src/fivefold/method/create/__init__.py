"""经验分创: evaluation, class goals, meetings, help and originality, as rules that anybody can recompute.

Source: part four of the text, and 抓进度 of part five.
"""

from pathlib import Path

from fivefold.method.reason import register_catalogue

register_catalogue(Path(__file__).parent / "catalogue")
