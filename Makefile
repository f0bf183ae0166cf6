# CARE: every command a person needs. `make` alone lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
ARGS ?=

.PHONY: help
help: ## Say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: ## Set everything up and serve http://127.0.0.1:8000 (PORT=... for another)
	@$(PYTHON) -m tools.setup
	@exec $(BIN)/python -m tools.run

.PHONY: setup
setup: ## Create .venv with the development tools and fetch the front-end files
	@$(PYTHON) -m tools.setup --dev

.PHONY: test
test: check ## Check, then run every test on SQLite and PostgreSQL (ARGS="-k word" to choose)
	@$(BIN)/python -m tools.chromium
	@$(BIN)/python -m pytest -n 2 $(ARGS)

.PHONY: check
check: setup ## Lint, types, import laws, templates, migrations, translations
	@$(BIN)/python -m tools.check

.PHONY: format
format: ## Write Python files the way the checks want them
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

.PHONY: lock
lock: setup ## Compile requirements*.in into hash-pinned requirements*.txt (ARGS=--upgrade to renew)
	@$(BIN)/python -m tools.lock $(ARGS)

.PHONY: translations
translations: setup ## Bring the texts of the pages into the catalogues and list what is not translated
	@$(BIN)/python -m tools.messages

.PHONY: bench
bench: setup ## Measure speed and size against the goals; writes build/bench.json
	@$(BIN)/python -m bench $(ARGS)

.PHONY: lighthouse
lighthouse: setup ## Look at the public pages with Lighthouse, both languages; writes build/lighthouse.json (ARGS=home)
	@$(BIN)/python -m bench.lighthouse $(ARGS)

.PHONY: eval
eval: ## Measure how well stories are understood, on the labelled set (ARGS=--json for plain values)
	@$(PYTHON) -m tools.setup
	@$(BIN)/python -m tools.evaluate $(ARGS)

.PHONY: screenshots
screenshots: setup ## Take the pictures of the README
	@$(BIN)/python -m tools.screenshots $(ARGS)

.PHONY: clean
clean: ## Remove everything that can be made again; keeps var/, which holds the data
	@rm -rf .venv build node_modules care_triage/web/static/vendor .mypy_cache .pytest_cache .ruff_cache \
		.import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
