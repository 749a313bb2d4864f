# Saman's tasks; `make` alone lists them. POSIX sh and Python are all that `make demo` asks of the machine.
PORT ?= 8000
DOCUMENTS ?= 100000
VENV ?= .venv
RUN = $(VENV)/bin/python
PIP_OPTIONS = --quiet --disable-pip-version-check --require-hashes
LOCK = $(RUN) -m piptools compile --quiet --allow-unsafe --generate-hashes --strip-extras \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.DEFAULT_GOAL := help
.PHONY: help demo run worker elasticsearch reset test test-quick lint format bench messages lock clean

help: ## Show this list
	@echo "Saman: what make can do here"
	@echo
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "Start with: make demo"

demo: $(VENV)/.demo ## Start the site with invented content, web server and worker (PORT=8100 for another port)
	@$(RUN) manage.py demo --port $(PORT)

run: $(VENV)/.dev ## Start Django's development server, with debug pages, on the demo's data (PORT=8100)
	@DEBUG=yes $(RUN) manage.py runserver $(PORT)

worker: $(VENV)/.demo ## Run the worker alone: mail, tasks and what is periodic
	@$(RUN) manage.py worker

elasticsearch: $(VENV)/bin/python ## Run a real Elasticsearch to test on, on port 9200 (needs Maven once, and Java 21 or later)
	@$(RUN) tools/elasticsearch.py

reset: ## Throw away the demo's data (var/); the next `make demo` begins anew
	rm -rf var

test: $(VENV)/.dev ## Lint, types, translations and every test, on SQLite and on PostgreSQL where there is one
	@$(RUN) tools/check.py

test-quick: $(VENV)/.dev ## The tests on SQLite without the browser
	@$(RUN) -m pytest -n auto -q -m "not journey"

lint: $(VENV)/.dev ## Style, types, templates and migrations only
	@$(RUN) tools/check.py --lint

format: $(VENV)/.dev ## Put the code in the form that lint wants
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

bench: $(VENV)/.dev ## Measure search, memory and first load; prints tables (DOCUMENTS=10000 for a quick one)
	@$(RUN) -m benchmarks --documents $(DOCUMENTS)

messages: $(VENV)/.dev ## Collect the strings to translate into locale/ and compile them
	$(RUN) tools/messages.py

lock: $(VENV)/.dev ## Renew the locked dependencies (run it with the oldest Python that we support)
	$(LOCK) --output-file=requirements.txt pyproject.toml
	$(LOCK) --extra=dev --constraint=requirements.txt --output-file=requirements-dev.txt pyproject.toml

clean: ## Remove what make has made: the virtual environment and the demo's data
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache

$(VENV)/bin/python:
	@sh tools/make_venv.sh $(VENV)

$(VENV)/.demo: requirements.txt $(VENV)/bin/python
	@echo "Installing what Saman needs (once; a minute or two)..."
	@$(RUN) -m pip install $(PIP_OPTIONS) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.demo
	@echo "Installing the developers' tools (once)..."
	@$(RUN) -m pip install $(PIP_OPTIONS) -r requirements-dev.txt
	@touch $@
