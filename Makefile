# Standpoint: the two commands are `make serve` and `make test`.
# HOST, PORT and WORKERS override where and how `make serve` listens; PYTHON chooses the interpreter (3.11 or newer).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help install serve train test lint format lock accuracy articles learning scale length corpus behaviour recognition phenomena image-test clean

help:  ## Show this list.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

install: $(VENV)/installed  ## Create .venv with the locked runtime requirements and the `standpoint` command.

$(VENV)/installed: requirements/runtime.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Standpoint needs Python 3.11 or newer; set PYTHON=")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements/runtime.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test-installed: $(VENV)/installed requirements/test.txt
	$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

serve: install  ## Start the service on 127.0.0.1:8080; trains the default model first if there is none.
	@exec $(BIN)/standpoint serve

train: install  ## Train the default model from seeds/ and promote it.
	$(BIN)/standpoint train

test: $(VENV)/test-installed  ## Run the tests.
	$(BIN)/python -m pytest

lint: $(VENV)/test-installed  ## Check style, format and types.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/test-installed  ## Format the code.
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock:  ## Compile requirements/*.in into hash-locked requirements/*.txt (needs uv).
	for name in runtime dask spacy test bench; do \
	  uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet \
	    --output-file requirements/$$name.txt requirements/$$name.in; done

$(VENV)/bench-installed: $(VENV)/installed requirements/bench.txt
	$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

SETS = $(if $(DSE),--dse $(DSE)) $(if $(SEESAW),--seesaw $(SEESAW)) $(if $(NEWSMTSC),--newsmtsc $(NEWSMTSC))

accuracy: $(VENV)/bench-installed  ## Measure the promoted model on public sets: DSE=folder SEESAW=folder NEWSMTSC=folder.
	$(BIN)/python -m benchmarks.accuracy $(SETS)

articles: $(VENV)/bench-installed  ## Measure whole articles: SEESAW=folder METRIC=file (DSE=folder NEWSMTSC=folder: also a model of all sets).
	$(BIN)/python -m benchmarks.articles $(SETS) --metric $(METRIC) $(if $(DSE),--all)

learning: $(VENV)/bench-installed  ## Measure what more sentences and the lexicon buy, on the same sets (minutes).
	$(BIN)/python -m benchmarks.learning $(SETS)

scale: install  ## Measure time and memory of training on 10,000 and 100,000 records (RECORDS="…" JOBS=n; minutes).
	$(BIN)/python -m benchmarks.scale $(if $(RECORDS),--records $(RECORDS)) $(if $(JOBS),--jobs $(JOBS))

length: install  ## Measure time and memory of scoring articles of 1,000 to 100,000 words (a minute).
	$(BIN)/python -m benchmarks.length $(if $(WORDS),--words $(WORDS))

corpus: install  ## Check the seed corpus, and count what is in it.
	$(BIN)/standpoint corpus check seeds/sentences
	$(BIN)/standpoint corpus stats seeds/sentences

behaviour: install  ## Measure the promoted model on the marked-up articles.
	$(BIN)/python -m benchmarks.behaviour

recognition: install  ## Measure how well actors are recognised: CROSSNER=folder with CrossNER's politics part.
	$(BIN)/python -m benchmarks.recognition --crossner $(CROSSNER)

phenomena: install  ## Measure the promoted model on every phenomenon of stance, end to end; writes docs/behaviour.md.
	$(BIN)/python -m benchmarks.phenomena --write

image-test:  ## Build the container image, run it, score an article in it, stop it (needs root and Debian).
	tests/image/build_and_run.sh

clean:  ## Remove what the targets above made.
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
