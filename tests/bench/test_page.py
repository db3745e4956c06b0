"""The page of figures, and the names the stopwatch stands in front of."""

from datetime import date
from importlib import import_module

from bench.machine import Machine, peak_mb, this_machine
from bench.measure import growth
from bench.page import page
from bench.stopwatch import PHASES, REST, WATCHED, Stopwatch

MACHINE = Machine("A processor", 2, 8, "Linux x86_64", "3.11.7", {"duckdb": "2.0.0"}, date(2026, 11, 22))


def figure(times: int, seconds: float) -> dict[str, object]:
    spent = {"seconds": seconds, "cpu_seconds": seconds, "peak_mb": 1400, "phases": dict.fromkeys((*PHASES, REST), 0.5)}
    return {"what": "county", "times": times, **spent, "rows_in": 9, "rows_out": times, "runs": 1, "load_before": None}


def test_the_page_says_machine_command_and_figures() -> None:
    figures = [figure(1, 4.0), figure(10, 40.0)]
    text = page([*figures, *growth(figures)], MACHINE, "python -m bench")
    assert "| command | `python -m bench` |" in text
    assert "| on | 22 November 2026 |" in text
    assert "| county | 10× | 9 | 10 | 40.00 | 40.00 | 1,400 | 1 | unknown |" in text
    assert "| county | 1× to 10× | 1.00 |" in text
    assert "python -m bench agree" in text
    assert "## Starting" not in text
    checks = {"what": "checks", "files": "a census", "children": 2000, "rows": 9000, "failures": 12, "seconds": 0.9}
    more = {"cpu_seconds": 1.04, "reading_cpu_seconds": 0.4, "peak_mb": 207, "load_before": 0.1}
    assert "| a census | 2,000 | 9,000 | 12 | 0.90 | 1.04 | 0.40 | 207 | 0.1 |" in page(
        [{**checks, **more}], MACHINE, "python -m bench"
    )


def test_every_function_that_is_timed_is_there() -> None:
    for module, name, _ in WATCHED:
        assert callable(getattr(import_module(module), name))


def test_phases_and_the_rest_make_the_whole() -> None:
    stopwatch = Stopwatch()
    with stopwatch.phase("read"):
        sum(range(1000))
    spent = stopwatch.stop()
    assert list(spent.phases) == [*PHASES, REST]
    assert abs(sum(spent.phases.values()) - spent.seconds) < 0.05


def test_this_machine_can_be_told() -> None:
    assert this_machine(date(2026, 11, 22)).cores >= 1
    held = peak_mb()
    assert held is None or held > 10
