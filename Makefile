# Tidings: `make demo` shows what it does, `make test` is everything that CI runs.
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared

.PHONY: demo test lint types layers tests docs floors quality lock clean

demo: .venv/ready
	$(BIN)/tidings demo --output demo.html

test: .venv/dev-ready lint types layers tests docs floors

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Tidings needs Python 3.11 or newer; name one with make PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv .venv

.venv/ready: .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev-ready: .venv/ready requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

lint: .venv/dev-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev-ready
	$(BIN)/mypy

layers: .venv/dev-ready
	$(BIN)/lint-imports

tests: .venv/dev-ready
	$(BIN)/pytest tests --ignore tests/quality

docs: .venv/dev-ready
	$(BIN)/python scripts/command_pages.py --check

# the scorers on the development sets, held to the floors in tests/quality/floors.toml
floors: .venv/dev-ready
	$(BIN)/python scripts/quality.py --check

# the same, and docs/quality.md and the floors written anew: a floor is raised, never lowered without --lower
quality: .venv/dev-ready
	$(BIN)/python scripts/quality.py --write

# versions and hashes only, no addresses
lock:
	$(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install --quiet pip-tools
	.venv-lock/bin/pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-trusted-host --no-header --allow-unsafe --no-annotate --build-deps-for editable -o requirements.lock pyproject.toml
	.venv-lock/bin/pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-trusted-host --no-header --allow-unsafe --no-annotate --extra dev -c requirements.lock --build-deps-for editable -o requirements-dev.lock pyproject.toml
	rm -rf .venv-lock

clean:
	rm -rf .venv demo.html
