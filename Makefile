# make run: the dashboard in your browser.  make test: everything that CI checks.  make help: the rest.
# Needs GNU make and Python 3.11 or newer; all else goes into .venv.

VENV := .venv
PY := $(VENV)/bin/python
MADE := $(VENV)/.made
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
AUDIT := $(VENV)/.audit
RESULTS := test-results

# make LOCKED=1 … installs only files whose hashes the locks name.
ifdef LOCKED
NEEDS := --require-hashes -r requirements.lock
NEEDS_DEV := --require-hashes -r requirements-dev.lock
else
NEEDS := -r requirements.txt
NEEDS_DEV := -r requirements-dev.txt
endif

# An environment whose Python has gone since (an upgrade, say) is made anew.
ifneq ($(wildcard $(MADE)),)
$(shell $(PY) -c "" 2>/dev/null || rm -f $(MADE))
endif

# A stamp is touched after success only; an interrupted step is done again.
.DELETE_ON_ERROR:
.PHONY: help run data evaluate docs test lint types unit pictures chromium nginx lock audit clean

help:
	@echo "make run       open the dashboard (builds the data set when it is missing or old)"
	@echo "make data      build the data set from seeds/ into data/"
	@echo "make evaluate  print how accurate the reading is"
	@echo "make test      ruff, mypy, pytest with a real browser: what CI runs"
	@echo "make pictures  take the pictures anew that the pages are compared with"
	@echo "make docs      build the documentation site into build/site"
	@echo "make lock      write requirements.lock, requirements-dev.lock and docs/licences.md anew (needs the network)"
	@echo "make audit     look for known vulnerabilities of what is locked (needs the network)"
	@echo "make clean     remove all that make made"

# Streamlit opens a browser where there is a screen, and else prints the address.
run: $(RUNTIME)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then headless=false; else headless=true; fi; \
	exec $(PY) -m streamlit run dashboard/app.py --server.headless $$headless $(ARGS)

data: $(RUNTIME)
	$(PY) -m extract build $(ARGS)

evaluate: $(RUNTIME)
	$(PY) -m extract evaluate $(ARGS)

docs: $(DEV)
	NO_MKDOCS_2_WARNING=1 $(PY) -m mkdocs build --quiet $(ARGS)
	@echo "Built build/site: open build/site/index.html, or serve it: $(PY) -m http.server -d build/site"

test: lint types unit

lint: $(DEV)
	$(PY) -m ruff check .

types: $(DEV)
	$(PY) -m mypy --strict

unit: $(DEV) chromium nginx
	@rm -rf $(RESULTS)
	$(PY) -m pytest $(ARGS)

pictures: $(DEV) chromium
	HENGBI_PICTURES=renew $(PY) -m pytest tests/browser/test_pictures.py

# Debian's own where we may install it (it brings the fonts that Chinese needs), else Playwright's.
chromium: $(DEV)
	@for name in "$${CHROMIUM:-chromium}" chromium-browser; do command -v "$$name" >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Chromium and Chinese fonts"; \
	    apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null; \
	else \
	    echo "Installing Playwright's Chromium"; \
	    $(PY) -m playwright install chromium; \
	fi || { echo "No Chromium for the browser tests: install it (Debian: apt-get install chromium fonts-noto-cjk)" >&2; exit 1; }

# For the replicas behind it. Only root can install it; elsewhere their tests are left out, and say so.
# (RUNLEVEL=1: Debian would start it at once, on port 80.)
nginx:
	@PATH="$$PATH:/usr/sbin:/usr/local/sbin"; command -v nginx >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing nginx"; \
	    apt-get update -qq && \
	    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx >/dev/null \
	        || { echo "No nginx for the tests of the replicas: install it (Debian: apt-get install nginx)" >&2; exit 1; }; \
	else \
	    echo "No nginx here: the tests of the replicas are left out (Debian: apt-get install nginx)" >&2; \
	fi

$(MADE):
	@for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	    "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	    if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	        echo "$$python has no venv module (Debian: apt-get install python3-venv)" >&2; continue; \
	    fi; \
	    echo "Making $(VENV) with $$("$$python" --version)"; \
	    "$$python" -m venv --clear $(VENV) && touch $@ && exit 0; \
	    exit 1; \
	done; \
	echo "Hengbi needs Python 3.11 or newer with venv; found: $$(python3 --version 2>&1). Install one and run make again." >&2; \
	exit 1

$(RUNTIME): $(MADE) requirements.txt constraints.txt
	@echo "Installing what requirements.txt names (about a minute, once)"
	@$(PY) -m pip install --quiet --disable-pip-version-check $(NEEDS)
	@touch $@

$(DEV): $(RUNTIME) requirements-dev.txt
	@echo "Installing what requirements-dev.txt names"
	@$(PY) -m pip install --quiet --disable-pip-version-check $(NEEDS_DEV)
	@touch $@

# The locks hold for every system and every Python from 3.11.5 on: the hashes of all files of each release.
LOCK := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes \
	--no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

lock: $(DEV) $(AUDIT)
	$(LOCK) --output-file requirements.lock requirements.txt
	$(LOCK) --output-file requirements-dev.lock requirements-dev.txt
	@{ echo "# Licences of what Hengbi needs"; echo; \
	echo "Made by \`make lock\`: every package of \`requirements-dev.lock\` on this system, as each says of itself."; echo; \
	$(VENV)/bin/pip-licenses --format=markdown --order=name \
	    --packages $$(sed -n 's/^\([A-Za-z0-9._-]*\)==.*/\1/p' requirements-dev.lock); } > docs/licences.md

audit: $(AUDIT)
	$(VENV)/bin/pip-audit --disable-pip --require-hashes -r requirements.lock -r requirements-dev.lock $(ARGS)

$(AUDIT): $(RUNTIME) requirements-audit.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-audit.txt
	@touch $@

clean:
	rm -rf $(VENV) $(RESULTS) data .pytest_cache .mypy_cache .ruff_cache .hypothesis
