"""Why did it change? Two loads, every duty whose state differs between them, and the one cause of each."""

from sightline.comparing.causes import CAUSES, Cause, Moved
from sightline.comparing.comparison import Comparison
from sightline.comparing.stages import compare_loads

__all__ = ["CAUSES", "Cause", "Comparison", "Moved", "compare_loads"]
