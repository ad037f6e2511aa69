# Every target that has a `##` comment shows up in `make help`.

PYTHON ?= .venv/bin/python
BIN := $(dir $(PYTHON))

.DEFAULT_GOAL := help
.PHONY: help venv test cover lint format types imports docs coverage-table demo bench corpus faults mutants ci clean

help:  ## list what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv:  ## make .venv with everything a contributor needs
	python3 -m venv .venv
	.venv/bin/python -m pip install --upgrade 'pip>=25.1'
	.venv/bin/python -m pip install -e '.[test]' --group lint --group docs

test:  ## run the tests and every example of the documentation
	$(PYTHON) -m pytest -n auto

cover:  ## run the tests and fail below 100 % branch coverage
	HYPOTHESIS_PROFILE=whole $(PYTHON) -m pytest -n auto --cov

lint:  ## check style and formatting
	$(BIN)ruff check
	$(BIN)ruff format --check

format:  ## format the code and mend what can be mended by itself
	$(BIN)ruff check --fix
	$(BIN)ruff format

types:  ## check types with mypy and pyright: neither sees everything
	$(BIN)mypy
	$(BIN)pyright

imports:  ## check that each floor imports only the floors below
	$(BIN)lint-imports

docs:  ## build the documentation into site/
	$(PYTHON) -m mkdocs build --strict

coverage-table:  ## write the table of every rule of the field anew
	PYTHONPATH=tests $(PYTHON) docs/coverage_table.py

demo:  ## score a dozen finance directors and explain two of them
	$(BIN)perfkpi demo

bench:  ## time one appraisal and the import
	@set -e; for script in benchmarks/*.py; do echo "== $$script"; $(PYTHON) "$$script"; done

corpus:  ## score a stored corpus of cards and people, and compare
	PYTHONPATH=tests/corpus $(PYTHON) tests/corpus/compare.py

faults:  ## seed known faults one by one and see each caught by a law
	$(PYTHON) tests/faults/seed.py

PART ?= src/perfkpi
SAMPLE ?=
mutants:  ## change the code in thousands of small ways and see which no test notices [PART=src/perfkpi/language SAMPLE=200]
	test -x .mutants/bin/mutmut || python3 -m venv .mutants
	.mutants/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	.mutants/bin/python -m pip install --quiet -e '.[test]' --group mutation
	.mutants/bin/python tests/mutation/run.py --part $(PART) $(if $(SAMPLE),--sample $(SAMPLE))

ci:  ## do all of it in fresh environments, as for a release
	bash .ci/run

clean:  ## remove what tools and builds left behind
	rm -rf .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist htmlcov mutants site
