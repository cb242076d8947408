# Each command first sets up what it needs. ARGS passes arguments on: make test ARGS="-k login".

BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help setup run test test-all lint bench growth faults soak bench-all lock clean

help:            ## list the commands
	@sed -n 's/^\([a-z-]*\): .*## /make \1\t/p' Makefile

setup:           ## prepare .venv and a browser, if they are missing
	@python3 bootstrap.py

run: setup       ## run the link procedure on the staged court and write report.html
	$(BIN)/ecfcheck run link_account --report report.html $(ARGS)

test: setup      ## run every flow and all tests except slow ones; a few minutes
	$(BIN)/pytest -n auto $(ARGS)

test-all: setup  ## run every flow and every test, as .ci/run does; 15 to 20 minutes on two cores
	$(BIN)/pytest -n auto -m "" $(ARGS)

lint: setup      ## check style, types, imports and wording, and that every documented rule is asserted
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/check_words.py
	$(BIN)/ecfcheck coverage

bench: setup     ## measure against the same procedure in plain Playwright
	$(BIN)/python -m benchmarks $(ARGS)

growth: setup    ## measure how the cost grows with flows, rows, workers, steps; ARGS="--only lint"
	$(BIN)/python -m benchmarks.growth $(ARGS)

faults: setup    ## inject every fault at every place, and write docs/faults.md; about 20 minutes on two cores
	$(BIN)/python -m benchmarks.faults $(ARGS)

soak: setup      ## run all flows over and over in random order; ARGS="--times 20 -n 4"
	$(BIN)/python -m benchmarks.soak $(ARGS)

SITE = 'import site; print(site.getsitepackages()[0])'

bench-all: setup ## install the other tools (node and chromedriver must be there), and compare them all
	test -x .venv-bench/bin/python || python3 -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --requirement benchmarks/peers/requirements.txt
	$(BIN)/python -c $(SITE) > "$$(.venv-bench/bin/python -c $(SITE))/zz_ecfcheck.pth"
	.venv-bench/bin/rfbrowser init --skip-browsers > .venv-bench/rfbrowser.log 2>&1
	cd benchmarks/peers/playwright_test && npm ci --silent --no-audit --no-fund
	$(BIN)/python -m benchmarks.peers $(ARGS)

LOCKING = $(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	--generate-hashes --no-header --quiet --output-file requirements.lock
LOCK_HEADER = \# What .venv holds, for every system, each file by its hash. Written by `make lock`; ARGS=--upgrade renews.

lock: setup      ## write requirements.lock from pyproject.toml
	$(LOCKING) $(ARGS)
	@printf '%s\n\n' '$(LOCK_HEADER)' | cat - requirements.lock > requirements.new
	@mv requirements.new requirements.lock

clean:           ## remove the output of runs and checks
	rm -rf runs comparisons report.html test-results dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
