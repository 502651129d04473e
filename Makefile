# Two commands do everything on a fresh clone: `make site` and `make test`. They need Python >= 3.11 and git.
# Stamp files below .venv/ make repeated runs quick.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := site
MAKEFLAGS += --no-print-directory

export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --no-input
LOCK := $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header

.PHONY: site serve test test-browser test-rest hooks browser lock clean

site: $(VENV)/site.stamp
	$(BIN)/python -m generator build

serve: $(VENV)/site.stamp
	$(BIN)/python -m mkdocs serve

test: $(VENV)/dev.stamp browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy generator
	$(MAKE) --jobs=2 test-browser test-rest

# Two jobs of about the same length. Tests in the browser also wait, for servers and for time to pass.
test-browser: $(VENV)/dev.stamp browser
	$(BIN)/python -m pytest -q -p no:cacheprovider tests/browser

test-rest: $(VENV)/dev.stamp browser
	$(BIN)/python -m pytest --ignore=tests/browser

# The first Python >= 3.11 that really runs: a version manager's stub may stand on PATH for one that is not installed.
$(VENV)/bin/python:
	for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    exec $$python -m venv $(VENV); \
	  fi; \
	done; \
	echo 'Python 3.11 or newer is needed, and none is on PATH.' >&2; exit 1

# What is built from source is built with the locked build tools, not with whatever is newest.
$(VENV)/build.stamp: requirements/build.txt | $(VENV)/bin/python
	$(PIP) --require-hashes -r requirements/build.txt
	touch $@

$(VENV)/site.stamp: requirements/site.txt pyproject.toml $(VENV)/build.stamp
	$(PIP) --no-build-isolation --require-hashes -r requirements/site.txt
	$(PIP) --no-build-isolation --no-deps --editable .
	$(BIN)/python -m compileall -q generator  # as pip does with all that is not editable: commands start sooner
	touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/site.stamp
	$(PIP) --no-build-isolation --require-hashes -r requirements/dev.txt
	touch $@

# Quick checks before every commit.
hooks: $(VENV)/dev.stamp
	$(BIN)/pre-commit install

# Tests drive a Chromium that is already installed; no browser is ever downloaded by a test tool.
browser:
	if ! command -v chromium chromium-browser google-chrome >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq; \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null; \
	  else \
	    echo 'No Chromium on PATH: install one to run the browser tests.' >&2; \
	  fi; \
	fi

# Newest versions that pyproject.toml allows. UPGRADE= keeps what is locked and adds only what is missing.
UPGRADE ?= --upgrade
lock: $(VENV)/dev.stamp
	$(LOCK) $(UPGRADE) requirements/build.in -o requirements/build.txt
	$(LOCK) $(UPGRADE) pyproject.toml --extra site -o requirements/site.txt
	$(LOCK) $(UPGRADE) pyproject.toml --extra site --extra dev -c requirements/site.txt -o requirements/dev.txt

clean:
	rm -rf $(VENV) site .cache build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
