# Needs Python with pip, and make. Everything is installed below this folder, in .uv/ and .venv/.
#
#   make demo    read the examples into a throwaway record and print the brief
#   make test    run the tests
#   make check   look through style, types, imports and the generated pages
#   make model   train both models again on the sentences in training/; about 25 minutes

PYTHON ?= python3
UV := $(shell command -v uv || echo .uv/bin/uv)
BIN := .venv/bin
DEMO := build/demo.db

export UV_SYSTEM_CERTS := 1

.PHONY: demo test check model install clean
.DELETE_ON_ERROR:

install: .venv/installed

demo: install
	@mkdir -p build
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(BIN)/foedus read examples --record $(DEMO)
	$(BIN)/foedus brief --record $(DEMO)
	@echo
	@echo "Try next:"
	@echo "  $(BIN)/foedus fronts --record $(DEMO) --as-of 2023-11-10"
	@echo "  $(BIN)/foedus what-if 'USA ASSAULT IRN' --record $(DEMO) --as-of 2023-11-10"
	@echo "  $(BIN)/foedus serve --record $(DEMO)"
	@echo "  $(BIN)/foedus code YOUR-REPORT.txt --format jsonl"

test: install
	$(BIN)/pytest -n auto

check: install
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@for script in $(wildcard scripts/make_*_reference.py); do \
		echo "$(BIN)/python $$script --check"; $(BIN)/python $$script --check || exit 1; \
	done

model: install
	$(BIN)/python scripts/check_training.py
	$(BIN)/python scripts/make_model.py
	$(BIN)/python scripts/make_meaning.py

clean:
	rm -rf .uv .venv build

.venv/installed: pyproject.toml uv.lock | $(UV)
	$(UV) sync --frozen
	@touch $@

# The folder gets no pip of its own, since some systems ship Python without what that needs.
.uv/bin/uv:
	$(PYTHON) -m venv --without-pip .uv
	$(PYTHON) -m pip --python .uv/bin/python install --quiet --disable-pip-version-check uv
