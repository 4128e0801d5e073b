# hwb: every target makes its own virtual environment first, so a fresh machine
# needs only git, make and Python 3.11 or newer with venv and pip.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: demo test lint bench pictures clean

demo: $(READY)          ## make the sample board (once) and open it
	@$(BIN)/hwb demo

test: lint              ## everything that must pass
	$(BIN)/python -m pytest -n 2

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)         ## the budgets of the design, measured in one run
	$(BIN)/python -m bench

pictures: $(READY)      ## the README's pictures, from the sample board
	$(BIN)/python -m docs.pictures

$(READY): pyproject.toml
	@echo "Setting hwb up in $(VENV); this takes about half a minute, the first time only."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $(READY)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
