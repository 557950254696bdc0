"""Severity of judges: crossed random effects, and scores that do not depend on who happened to judge.

Source: Bates, Maechler, Bolker & Walker (2015), *Fitting linear mixed-effects models using lme4*, J. Stat.
Softw. 67(1): the profiled restricted likelihood of mark = mean + region + judge + rest.
"""

from fivefold.method.share.calibration.fit import Calibration, Score, Severity, calibrate
from fivefold.method.share.calibration.home import HomeBias, home_bias

__all__ = ["Calibration", "HomeBias", "Score", "Severity", "calibrate", "home_bias"]
