# make demo   shows a comparison of the bundled articles
# make test   passes all tests
# make help   lists the rest
#
# PYTHON names the interpreter to build .venv with: make demo PYTHON=python3.12

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
LOCKS := requirements/build.txt requirements/base.txt requirements/dev.txt requirements/docs.txt
# The first interpreter found that fits; a machine may call an old one "python3".
SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c '$(SUPPORTED)' >/dev/null 2>&1 && { echo "$$p"; exit; }; done; echo python3)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint docs references lock clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /make \1|/p' Makefile | column -t -s '|' 2>/dev/null \
		|| sed -n 's/^\([a-z]*\):.*## /make \1  /p' Makefile

demo: $(VENV)/.base  ## compare the bundled articles and write comparison.html
	$(BIN)/rashomon compare examples --html comparison.html
	@echo
	@echo "The page is $(CURDIR)/comparison.html; open it in any browser. It needs no network."

test: $(VENV)/.dev  ## run all tests
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile $(PYTEST_ARGS)

lint: $(VENV)/.dev  ## style, types, import direction
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.docs  ## build the documentation into docs/_build/html
	$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html
	@echo "The documentation is $(CURDIR)/docs/_build/html/index.html"

references: $(VENV)/.dev  ## rewrite the CLI reference and the JSON Schemas from the code
	$(BIN)/python docs/make_cli_reference.py --write
	$(BIN)/python docs/make_schemas.py --write

# Written from inside the folder, so that no path of the machine stands in the files.
lock:  ## choose the newest fitting versions of everything and pin their hashes
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip --disable-pip-version-check install --quiet uv
	$(call compile,requirements/build.in,build)
	$(call compile,pyproject.toml,base)
	$(call compile,pyproject.toml --group dev --constraints requirements/base.txt,dev)
	$(call compile,pyproject.toml --group docs --constraints requirements/dev.txt,docs)
	rm -rf $(VENV)-lock

# $(1): what to resolve; $(2): the lock's name. One file serves Python 3.11 to 3.13 on every system.
compile = $(VENV)-lock/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock" $(1) --output-file requirements/$(2).txt

clean:  ## remove .venv and everything built
	rm -rf $(VENV) $(VENV)-lock build dist docs/_build comparison.html .mypy_cache .ruff_cache \
		.pytest_cache .hypothesis .import_linter_cache

# Each stamp says that .venv holds what its prerequisites ask for.

$(VENV)/.made:
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "No $(PYTHON) was found. Install Python 3.11, 3.12 or 3.13, or name one: make PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c '$(SUPPORTED)' || { \
		echo "$(PYTHON) is $$("$(PYTHON)" --version 2>&1); Rashomon needs 3.11, 3.12 or 3.13. Name one: make PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)
	@touch $@

$(VENV)/.base: $(VENV)/.made requirements/build.txt requirements/base.txt pyproject.toml
	@echo "Installing what Rashomon needs into $(VENV) (one to three minutes the first time)"
	$(PIP) install --require-hashes -r requirements/build.txt
	$(PIP) install --require-hashes -r requirements/base.txt
	$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.docs: $(VENV)/.base requirements/docs.txt
	$(PIP) install --require-hashes -r requirements/docs.txt
	@touch $@
