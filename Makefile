# SPDX-License-Identifier: EUPL-1.2
# Chores of the project. `make help` lists them. Needs only make, sh and Python 3.11 or newer.
.POSIX:
.SUFFIXES:
.PHONY: help up test lint campaign spark bench screenshots lock clean
.DEFAULT_GOAL := help

PYTHON = python3
PORT = 8000
JOBS = 0
NAME =

chore = @command -v $(PYTHON) >/dev/null 2>&1 || { \
	echo "There is no command $(PYTHON). Install Python 3.11 or newer (Debian, Ubuntu: apt-get install python3 python3-venv)." >&2; \
	exit 1; }; \
	exec $(PYTHON) tools/bootstrap.py

help: ## list the chores
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

up: ## start Stelsel on http://localhost:8000 (another port: make up PORT=8001)
	$(chore) up $(PORT)

test: ## run everything that must hold: style, types, floors, licences, tests in a real browser
	$(chore) check --jobs $(JOBS)

lint: ## only the quick checks: style, types, floors
	$(chore) check --only lint

campaign: ## the long tests: more seeds, more crashes (half an hour or so)
	$(chore) check --only campaign --jobs $(JOBS)

spark: ## the tests on a real cluster of Apache Spark, with its own environment and Java (a quarter of an hour or so)
	$(chore) spark

bench: ## measure the claims against their peers (one of them: make bench NAME=search)
	$(chore) bench $(NAME)

screenshots: ## photograph every page, nl/en, wide/narrow/no JavaScript, into var/screenshots
	$(chore) screenshots --port $(PORT)

lock: ## write requirements/*.lock anew from pyproject.toml
	$(chore) lock

clean: ## remove environments and caches; keeps var/ with its keys and data
	@rm -rf .venv .venv-test .venv-node .venv-spark .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache \
		bench/peers/*/.venv
	@find src tests bench tools -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Clean. Keys and data in var/ are kept; remove that folder yourself to begin again."
