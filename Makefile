# Fivefold (五分). Every target installs what it needs; nothing outside this folder is changed.
PYTHON ?= python3
UV := .tools/bin/uv
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
export PYTEST_DISABLE_PLUGIN_AUTOLOAD := 1
RUN := $(BIN)/python -m
PYTEST = $(RUN) pytest -p pytest_django.plugin -p _hypothesis_pytestplugin -p xdist.plugin
STRICT := src/fivefold/method/*,src/fivefold/authz/*,src/fivefold/lifecycle/*,src/fivefold/ledger/*,src/fivefold/packs/*

.DEFAULT_GOAL := help
.PHONY: help demo test check fix bench bench-method soak docs browser race coverage covered lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 16

$(UV): requirements/uv.txt
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-warn-script-location --upgrade \
		--require-hashes --target .tools -r requirements/uv.txt
	@touch $(UV)

.venv/runtime: $(UV) requirements/runtime.txt pyproject.toml
	@test -x $(BIN)/python || $(UV) venv --quiet --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv
	@test -e .venv/dev || $(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements/runtime.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch .venv/runtime

.venv/dev: $(UV) requirements/dev.txt pyproject.toml
	@test -x $(BIN)/python || $(UV) venv --quiet --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv
	@$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch .venv/dev .venv/runtime

demo: .venv/runtime ## a fictional nation in the middle of a claim round, on this machine
	@FIVEFOLD_DEMO=1 $(BIN)/fivefold demo

test: .venv/dev ## all tests but the browser suite and the races
	@$(BIN)/fivefold manage build_messages
	@$(PYTEST) -n 2 --dist loadfile -m "not browser and not race" tests

check: .venv/dev ## lint, types, contracts, generated pages in step; never edits
	@$(BIN)/fivefold manage build_messages # compiled, in no commit: a new clone has none yet
	$(BIN)/ruff check src tests bench
	$(BIN)/ruff format --check src tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/fivefold manage makemigrations --check --dry-run
	$(BIN)/fivefold manage build_messages --check
	$(BIN)/fivefold docs --check

fix: .venv/dev ## let the formatter and the linter mend what they can
	$(BIN)/ruff check --fix src tests bench
	$(BIN)/ruff format src tests bench

docs: .venv/dev ## write the generated reference pages
	$(BIN)/fivefold docs

race: .venv/dev ## every transition under eight clients at once, on FIVEFOLD_DATABASE
	$(PYTEST) -m race tests

browser: .venv/dev ## journeys, screenshots and accessibility in chromium
	$(BIN)/fivefold manage build_messages
	$(PYTEST) -m browser tests

coverage: RUN := $(BIN)/coverage run -m
coverage: test covered ## the same tests with branch coverage, judged

covered: ## judge the branches that tests under coverage saw: all of them where a fault is dear, 95 % elsewhere
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --fail-under=100 --include="$(STRICT)"
	$(BIN)/coverage report --fail-under=95 --omit="$(STRICT)"

bench: .venv/dev ## figures side by side with a named peer, into docs/explanation/performance
	$(BIN)/python bench/run.py

.peers/ready: $(UV) requirements/peers.txt
	@test -x .peers/bin/python || $(UV) venv --quiet --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .peers
	@$(UV) pip sync --quiet --python .peers/bin/python --require-hashes requirements/peers.txt
	@touch .peers/ready

bench-method: .peers/ready ## the method's kernels beside their peers, in an environment of their own
	PYTHONPATH=src:bench .peers/bin/python -m library.run

soak: .venv/dev ## the long ones: every route by every seat over HTTP, two worlds side by side, 200-trial races
	$(PYTEST) -m "not browser and not race" tests/matrix tests/journeys
	FIVEFOLD_SOAK=200 $(PYTEST) -m race tests

lock: $(UV) ## pin the newest fitting versions, with hashes and without addresses
	@$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		pyproject.toml --group build -o requirements/runtime.txt
	@$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		pyproject.toml --group build --group dev -o requirements/dev.txt
	@$(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		requirements/peers.in --constraint requirements/runtime.txt -o requirements/peers.txt

clean: ## remove what the targets above made
	rm -rf .tools .venv .peers var
