# Needs git, make and Python 3.11 or newer with venv. Another interpreter: make PYTHON=python3.13 briefs

PYTHON ?= python3
BIN := .venv/bin

# The pins hold for what is installed and, in pip's isolated build, for hatchling. Newer pips read
# the second variable for that, older ones the first.
PIP := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
	PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip -qq

# One stamp for each set of packages that is installed
VENV := .venv/.stamp-venv
RUNTIME := .venv/.stamp-runtime
DEV := .venv/.stamp-dev
LAB := .venv/.stamp-lab

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup briefs lab test soak format docs bench constraints clean

help: ## Print this list
	@sed -n 's/^\([a-z][a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | \
		while IFS='|' read -r target what; do printf '  make %-12s %s\n' "$$target" "$$what"; done

setup: $(RUNTIME) ## Make .venv with briefkit in it

briefs: $(RUNTIME) ## Render all briefs, as of the newest publication date, into reports/
	@$(BIN)/briefkit render

lab: $(LAB) ## Open the notebooks in JupyterLab
	@$(BIN)/jupyter lab --ServerApp.root_dir=notebooks $(if $(filter 0,$(shell id -u)),--allow-root)

test: $(DEV) ## Lint, types, layers, tests; the browser tests are run by .ci/run
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { echo "not formatted: run 'make format'" >&2; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo >.venv/lint-imports.log 2>&1 || { cat .venv/lint-imports.log >&2; exit 1; }
	@echo "lint, format, types and layers are clean"
	@$(BIN)/pytest -n 2 --dist loadfile

soak: $(DEV) ## The long tests: kills at random moments, hundreds of reports
	@$(BIN)/pytest -m soak

format: $(DEV) ## Format the code; sort and normalise the tables
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format --quiet
	@$(BIN)/briefkit format

docs: $(RUNTIME) ## Generate the data dictionary, the descriptor and the command reference
	@$(BIN)/briefkit docs

bench: $(DEV) ## Run the benchmarks, one after another
	@for file in benchmarks/bench_*.py; do \
		echo "$$file"; $(BIN)/python "$$file" || exit 1; \
	done

constraints: ## Resolve all packages anew and write constraints.txt
	@echo "resolving in a fresh environment"
	@scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && \
	$(PYTHON) -m venv "$$scratch" && \
	"$$scratch/bin/python" -m pip -qq install hatchling '.[lab,cluster,dev]' && \
	"$$scratch/bin/python" -m pip freeze --exclude briefkit >"$$scratch/freeze" && \
	{ echo "# Made by 'make constraints': runtime, lab, cluster, dev and the build backend, resolved together"; \
	  LC_ALL=C sort -f "$$scratch/freeze"; } >constraints.txt
	@echo "wrote constraints.txt"

clean: ## Remove .venv, caches and builds; editions in reports/ stay
	@rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV):
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("briefkit needs Python 3.11 or newer: make PYTHON=...")'
	@$(PYTHON) -m venv .venv
	@touch $@

$(RUNTIME): pyproject.toml constraints.txt | $(VENV)
	@echo "installing briefkit into .venv"
	@$(PIP) install -e .
	@touch $@

$(DEV): pyproject.toml constraints.txt | $(VENV)
	@echo "installing briefkit and the tools for its tests into .venv"
	@$(PIP) install -e '.[dev]'
	@touch $@ $(RUNTIME)

$(LAB): pyproject.toml constraints.txt | $(VENV)
	@echo "installing briefkit and JupyterLab into .venv"
	@$(PIP) install -e '.[lab]'
	@touch $@ $(RUNTIME)
