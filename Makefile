# Everything a person does with this house. `make help` lists it.

PYTHON ?= python3
VIGIE_DATA_DIR ?= data
PORT ?= 8000
VIGIE_PUBLIC_URL ?= http://127.0.0.1:$(PORT)/
VIGIE_FEED_URL ?= $(VIGIE_PUBLIC_URL)feed/
DIST ?= extension/dist
export VIGIE_DATA_DIR VIGIE_PUBLIC_URL
unexport PYTHONDONTWRITEBYTECODE # the tests start this program some hundred times: compiled once, it starts sooner

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help setup run test check check-python check-extension docs pictures bench chaos demo demo-watch extension lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/run ## the environment in .venv, nothing else

run: .venv/run extension ## set up everything, start the service, print the addresses
	@printf '\n  Vigie           %s\n' '$(VIGIE_PUBLIC_URL)'
	@printf '  The feed        %s\n' '$(VIGIE_FEED_URL)'
	@printf '  The Desk        %s\n                  (a link that signs in first-curator, once)\n' "$$($(BIN)/vigie people link first-curator)"
	@printf '  The extension   chrome://extensions > Developer mode > Load unpacked > %s\n\n' '$(CURDIR)/extension/dist/chrome'
	@exec $(BIN)/vigie serve --port $(PORT)

extension: .venv/run ## the extension in extension/dist, for Chrome and Firefox, and a zip of each
	@$(BIN)/vigie init
	@node extension/build.mjs --root $(VIGIE_DATA_DIR)/feed/root.json --starter $(VIGIE_DATA_DIR)/feed \
		--feed-url $(VIGIE_FEED_URL) --out $(DIST)
	@for browser in chrome firefox; do \
		$(PYTHON) extension/pack.py $(DIST)/$$browser $(DIST)/vigie-$$browser.zip || exit 1; \
	done

test: check ## set up everything, run all tests
	@$(BIN)/python -m pytest --numprocesses=3 --dist=loadfile --no-loadscope-reorder

check: .venv/dev extension/node_modules/installed .venv/programs ## what needs no browser: style, types, laws, the extension's own tests
	@$(MAKE) --no-print-directory --jobs=2 --output-sync check-python check-extension

check-python:
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/hadolint Dockerfile
	@$(BIN)/python -m api.public.manual docs

check-extension:
	@$(MAKE) --no-print-directory extension VIGIE_DATA_DIR=.venv/check-data DIST=.venv/check-dist
	@cd extension && npm run --silent check && npm run --silent test && node lint.mjs --dist ../.venv/check-dist

docs: .venv/run ## the manual as /docs shows it: names each link, heading and picture in it that is not there
	@$(BIN)/python -m api.public.manual docs

pictures: .venv/dev ## the pictures in the manual, taken anew from a running installation
	@.ci/programs chromium
	@$(BIN)/python -m tests.browser.pictures

bench: .venv/dev ## the benchmarks: a table on screen, and bench.json
	@$(BIN)/python -m tests.bench

chaos: .venv/dev .venv/programs ## bad days with real processes: what happened, and what was lost
	@.ci/programs gcc strace mkfs.ext4 prlimit
	@$(BIN)/python -m pytest -m chaos --numprocesses=2 --dist=loadfile tests/chaos

demo: .venv/dev extension ## a browser with the extension, and coco.gg opened in it
	@.ci/programs chromium
	@$(BIN)/python -m tests.browser.demo

demo-watch: .venv/dev ## a site changes its name, is seized, is copied: what the Watch sees of it
	@$(BIN)/python -m tests.watch.demo

sbom: .venv/dev ## what the service is made of, for whoever audits it: sbom.json (CycloneDX 1.6)
	@$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible -o sbom.json

lock: .venv/dev ## the lock files anew, from pyproject.toml
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--extra build --extra dev pyproject.toml -o requirements-dev.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		-c requirements-dev.lock --extra build pyproject.toml -o requirements.lock

.venv/run: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Vigie needs Python 3.11 or newer; this is " + sys.version)'
	@node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' || { echo "Vigie needs Node 20 or newer." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: requirements-dev.lock .venv/run
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

extension/node_modules/installed: extension/package-lock.json
	@cd extension && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

.venv/programs: .ci/programs
	@.ci/programs
	@touch $@
