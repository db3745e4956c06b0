# Everything here needs only Python 3.11 or later and pip; the first run makes .venv, later runs find it made.
# On Windows, without make: uv run sightline demo

PYTHON ?= python3
BIN := .venv/bin
MADE := .venv/made-from-the-lock
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .uv/bin/uv)

.PHONY: demo test check bench docs screenshots lock clean
.DEFAULT_GOAL := demo

demo: $(MADE)  ## A made-up council in ./demo: loaded, worked out, a workbook for each service, and the web app
	$(BIN)/sightline demo demo

test: check  ## Every check and every test
	$(BIN)/pytest -n 2

check: $(MADE)  ## Style, types and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(MADE)  ## How fast, as JSON lines
	$(BIN)/python -m bench
	$(BIN)/python -m bench.web

screenshots: $(MADE)  ## Every page at 1280 and 375 as the made-up people, into a folder beside this one
	$(BIN)/python -m tests.web.screenshots ../screenshots

docs: $(MADE)  ## Write the reference pages again from the entries
	$(BIN)/python -m docs.make_reference

lock:  ## After a change of dependencies in pyproject.toml (docs/decisions/001-lock-file.md)
	uv export --quiet --format requirements.txt --no-emit-project --all-groups --no-header -o requirements.lock
	! grep -nE '://|^--' requirements.lock

clean:
	rm -rf .venv .uv demo

$(MADE): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Sightline needs Python 3.11 or later. Name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(UV) --version >/dev/null 2>&1 || $(PYTHON) -m pip install --quiet --disable-pip-version-check --target .uv uv
	@test -x $(BIN)/python || $(UV) venv --quiet --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $(MADE)
