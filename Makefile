# Everything a newcomer needs: a Python from 3.11 on and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test fix check bench models clean

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo "需要 Python 3.11 或更新的版本：make PYTHON=python3.11 demo"; exit 1)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable ".[dev]"
	touch $(READY)

demo: $(READY)  ## draft the example case and say where the files are
	$(BIN)/nianbao draft examples/jinan-bigdata-2023 -o out/jinan-bigdata-2023

test: $(READY)  ## everything that must hold: style, types, layers, tests
	$(MAKE) check
	$(BIN)/pytest

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)  ## every figure we quote, as JSON
	for file in benchmarks/*.py; do $(BIN)/python -P $$file || exit 1; done

models: $(READY)  ## rebuild what models/ ships, from corpus/
	$(BIN)/python models/train_labels.py

clean:
	rm -rf $(VENV) out dist build .mypy_cache .ruff_cache .pytest_cache
