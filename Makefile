# Nguồn: the two commands of the README are `make demo` and `make test`; neither needs anything done before.
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export PYTHONUTF8 := 1

.PHONY: demo test soak check bench golden docs dev fuzz clean
.DEFAULT_GOAL := demo

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Nguồn needs Python 3.11 or newer; say which with: make demo PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "The module venv is missing. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

$(STAMP): pyproject.toml | $(BIN)/python
	@echo "Installing Nguồn into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[web,signatures]'
	@touch $@

$(STAMP)-dev: $(STAMP)
	@echo "Installing what the tests and checks need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,check]'
	@touch $@

demo: $(STAMP)
	@$(BIN)/python scripts/demo.py

check: $(STAMP)-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	PYTHONPATH=src $(BIN)/lint-imports

test: $(STAMP)-dev
	@sh scripts/system-packages.sh
	$(BIN)/python -m pytest -n auto

bench: $(STAMP)-dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	$(BIN)/python -m tests.bench

soak: $(STAMP)-dev
	@sh scripts/system-packages.sh
	PYTHONPATH=src:. $(BIN)/python -m tests.soak

golden: $(STAMP)-dev
	$(BIN)/python scripts/golden.py

fuzz: $(STAMP)-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check atheris
	$(BIN)/python -m tests.fuzz

docs: $(STAMP)-dev
	$(BIN)/python scripts/check_docs.py

dev: $(STAMP)-dev
	@echo "Ready: . $(BIN)/activate; then nguon --help. A filled server follows, until Ctrl-C"
	@rm -rf build/dev
	@NGUON_DEBUG=true $(BIN)/nguon serve --demo --data build/dev

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
