# make run    sets everything up and opens a sample
# make test   sets everything up and runs every check that CI runs
PYTHON ?= python3
UV ?= uv
WORKERS ?= 2
SAMPLE ?= $(firstword $(wildcard sample_portfolios/*ai*lab*.portfolio))

RUN := .venv/bin/python -m
CORE := .venv-core/bin/python -m
export PYTHON
# Byte code is compiled on install; tests and the app keep their own.
unexport PYTHONDONTWRITEBYTECODE

.NOTPARALLEL:
.PHONY: help run test lint types contracts test-core test-ui journeys bench faults lock clean \
	environment libraries-run libraries-test

help: ## say what can be made
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /\1|/' | \
		while IFS='|' read -r name text; do printf 'make %-10s %s\n' "$$name" "$$text"; done

run: environment libraries-run ## set everything up and open the AI-lab sample
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "There is no display to open a window on, so here is the plan of $(SAMPLE)."; \
		.venv/bin/ai-portfolio plan $(SAMPLE); \
	else \
		.venv/bin/ai-portfolio $(SAMPLE); \
	fi

test: environment libraries-test lint types contracts test-core test-ui journeys ## set everything up and run every check

lint: environment ## ruff: rules and format
	$(RUN) ruff check
	$(RUN) ruff format --check

types: environment ## mypy, strict, on both packages
	$(RUN) mypy

contracts: environment ## who may import whom
	.venv/bin/lint-imports --no-logo

test-core: environment libraries-test ## the decision core, in an environment without Qt
	.venv-core/bin/python -c "import importlib.util as u; assert not u.find_spec('PySide6'), 'Qt is here'"
	$(CORE) pytest -n $(WORKERS) tests/portfolio tests/test_repository.py

test-ui: environment libraries-test ## the window's parts, offscreen
	QT_QPA_PLATFORM=offscreen $(RUN) pytest -n $(WORKERS) tests/ui

journeys: environment libraries-test ## whole journeys in a real window under Xvfb
	$(RUN) pytest -n $(WORKERS) tests/journeys

faults: environment libraries-test ## every kill, full disk and failing call; long fuzzing (long)
	QT_QPA_PLATFORM=offscreen $(RUN) pytest -m "faults or fuzz or slow" tests/portfolio tests/ui

bench: environment libraries-test ## the budgets, as ratios in one run
	$(RUN) tests.benchmarks

lock: ## resolve requirements.lock anew (needs uv)
	@command -v $(UV) >/dev/null || { echo "uv is needed: install it, or name it: make lock UV=/path/to/uv."; exit 1; }
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --group dev pyproject.toml -o requirements.lock

clean: ## remove the environment and what the tools left
	rm -rf .venv .venv-core build dist *.egg-info .hypothesis .import_linter_cache .mypy_cache \
		.pytest_cache .ruff_cache
	find portfolio ui tests -name __pycache__ -type d -prune -exec rm -rf {} +

environment:
	@packaging/environment.sh

libraries-run:
	@packaging/system_libraries.sh run

libraries-test:
	@packaging/system_libraries.sh test
