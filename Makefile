# Needs only git, make and python3 (3.11 or later) with venv. `make help` lists what there is.

PYTHON ?= python3

# uv takes Python from this machine and the certificates this machine trusts, where it has any.
export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS ?= $(if $(wildcard /etc/ssl/certs/ca-certificates.crt),true,false)

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format messages matrix bench bench-names bench-peers clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' Makefile | while IFS='|' read -r name text; do \
		printf '%-18s %s\n' "$$name" "$$text"; done

setup: .venv/.ready ## prepare .venv, so that .venv/bin/vardas works

demo: setup ## serve the demonstration station on this machine
	@exec .venv/bin/vardas demo

test: setup ## run every test, on the embedded database and on PostgreSQL
	@exec .venv/bin/python -m tools.suite

check: setup ## format, lint, types, import rules, locked packages
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/lint-imports
	.venv/bin/mypy
	.uv/bin/uv lock --check --offline --no-config
	.venv/bin/python -m tools.lock

format: setup ## write the code in the house format
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

messages: setup ## collect the sentences of errors for the translators
	@exec .venv/bin/python -m tools.messages

matrix: setup ## try every route, method and role, and look for planted words
	@exec .venv/bin/python -m tools.matrix

bench: setup ## measure, and print the goals beside this machine's figures
	@exec .venv/bin/python -m bench

bench-names: setup ## measure the names engine, and write its report
	@exec .venv/bin/python -m bench.names

bench-peers: setup ## the same, after installing what names are measured beside (in build/peers)
	.uv/bin/uv venv --quiet --no-config --allow-existing --python .uv/bin/python build/peers
	.uv/bin/uv pip install --quiet --no-config --python build/peers/bin/python \
		--requirement bench/peers/requirements.txt
	@exec .venv/bin/python -m bench.names

clean: ## remove what `make setup` made
	rm -rf .uv .venv build/peers

.uv/.ready: tools/uv.txt
	$(PYTHON) tools/python_version.py
	$(PYTHON) -m venv --clear .uv
	.uv/bin/python -m pip install --quiet --disable-pip-version-check \
		--only-binary :all: --require-hashes --requirement tools/uv.txt
	@touch $@

.venv/.ready: .uv/.ready pyproject.toml uv.lock
	.uv/bin/uv sync --frozen --no-config --python .uv/bin/python
	.venv/bin/python -m tools.warm_names
	@touch $@
