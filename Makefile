# eudefence: `make run` needs Python 3.11 or newer, make and nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
PIP := --quiet --disable-pip-version-check

# SQL is taken as written: make would expand the dollars in it.
override SQL := $(value SQL)
export SQL PORT TCP_PORT EUDEFENCE_HOME

.PHONY: help run stop psql psql-tcp psql-tcp-off reset test test-long test-oldest lint requirements tools postgresql-15 bench bench-quick soak
.DEFAULT_GOAL := help

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

run: $(INSTALLED) ## Set up what is missing and serve the site until Ctrl+C (PORT=8000)
	@$(BIN)/python -m eudefence run

stop: $(INSTALLED) ## Stop the site and the database server
	@$(BIN)/python -m eudefence stop

psql: $(INSTALLED) ## Open an analyst's SQL shell, or print rows as CSV (SQL='select 1')
	@$(BIN)/python -m eudefence psql

psql-tcp: $(INSTALLED) ## Let analysts' programs in on a port of this machine (TCP_PORT=5433)
	@$(BIN)/python -m eudefence psql-tcp

psql-tcp-off: $(INSTALLED) ## Close that port
	@$(BIN)/python -m eudefence psql-tcp-off

reset: $(INSTALLED) ## Remove all data and secrets, after asking
	@$(BIN)/python -m eudefence reset

lint: $(INSTALLED) ## Check format, style, types, imports and migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run

test: tools lint ## Run every check and test, those with a browser and R too; the longest in their short form
	$(BIN)/pytest -n 2 --dist loadfile -m "not slow"

test-oldest: postgresql-15 $(INSTALLED) ## Run a short suite on PostgreSQL 15, the oldest that will do
	$(BIN)/python -m tests.oldest

test-long: tools ## Run the longest tests in full
	$(BIN)/pytest -m slow

# What the tests run beside Python; RUNLEVEL keeps servers among it from being started.
# jsonlite is loaded, because it may be there from elsewhere than Debian.
tools:
	@missing=; \
	for name in chromium chromium-browser google-chrome; do command -v $$name && break; done >/dev/null || \
	    missing="$$missing chromium"; \
	command -v curl >/dev/null || missing="$$missing curl"; \
	command -v nginx >/dev/null || missing="$$missing nginx-light"; \
	command -v caddy >/dev/null || missing="$$missing caddy"; \
	command -v systemd-analyze >/dev/null || missing="$$missing systemd"; \
	Rscript -e 'library(jsonlite)' >/dev/null 2>&1 || missing="$$missing r-base-core r-cran-jsonlite"; \
	[ -n "$$missing" ] || exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing$$missing (apt)..."; \
	    apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
	        apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else \
	    echo "The tests need$$missing. On Debian: sudo apt-get install$$missing" >&2; exit 1; \
	fi

postgresql-15:
	@test -x /usr/lib/postgresql/15/bin/initdb && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing PostgreSQL 15 (apt)..."; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql-15 postgresql-contrib >/dev/null; \
	else \
	    echo "This needs PostgreSQL 15. On Debian 12: sudo apt-get install postgresql-15" >&2; exit 1; \
	fi

$(INSTALLED): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "eudefence needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)." \
	        "Name another: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "$(PYTHON) has no venv. On Debian: sudo apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing dependencies (about a minute)..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install $(PIP) --require-hashes -r requirements.txt
	@touch $@

bench: .bench/installed ## Measure beside other frameworks, at 500 to 1,000,000 memberships (needs wrk and nginx; an hour at first)
	@$(BIN)/python -m benchmarks.bench

bench-quick: .bench/installed ## The same among 50,000 memberships only, four minutes
	@$(BIN)/python -m benchmarks.bench --quick --rounds 3 --seconds 1

.bench/installed: benchmarks/requirements.txt $(INSTALLED)
	@for name in wrk nginx taskset; do command -v $$name >/dev/null || { \
	    echo "Measuring needs $$name. On Debian: sudo apt-get install wrk nginx-light util-linux" >&2; exit 1; }; done
	@$(PYTHON) -m venv .bench
	@.bench/bin/python -m pip install $(PIP) -r benchmarks/requirements.txt
	@$(BIN)/python -c "import sysconfig; print(sysconfig.get_path('purelib'))" \
	    > "$$(.bench/bin/python -c "import sysconfig; print(sysconfig.get_path('purelib'))")/project.pth"
	@touch $@

soak: $(INSTALLED) ## Ten minutes of readers, a writer and a database that goes away, in a home of its own
	@$(BIN)/python -m benchmarks.soak

requirements: ## Make requirements.txt from pyproject.toml
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && $(PYTHON) -m venv "$$folder" && \
	"$$folder/bin/python" -m pip install $(PIP) uv && \
	"$$folder/bin/uv" pip compile --quiet --universal --generate-hashes --no-header \
	    --python-version 3.11 --group test pyproject.toml -o requirements.txt
