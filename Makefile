# Everything a newcomer needs: a Python from 3.11 on and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test fix check bench models wheel wheelhouse wheelhouse-windows sbom clean

# A wheel built twice from the same commit is the same file.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 1767225600)
# Where Linux finds torch without CUDA; empty where the configured index has it.
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
PIP := $(BIN)/python -m pip --disable-pip-version-check

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo "需要 Python 3.11 或更新的版本：make PYTHON=python3.11 demo"; exit 1)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable ".[dev]"
	touch $(READY)

demo: $(READY)  ## draft the example case and say where the files are
	$(BIN)/nianbao draft examples/jinan-bigdata-2023 -o out/jinan-bigdata-2023

test: $(READY)  ## everything that must hold: style, types, layers, tests
	$(MAKE) check
	$(BIN)/pytest --numprocesses auto --dist loadfile

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

models: $(READY)  ## rebuild what models/ ships from corpus/ with the encoder as it is (docs: models/*.py)
	$(BIN)/python models/embed_starter.py
	$(BIN)/python models/train_ranking.py
	$(BIN)/python models/train_labels.py

wheel: $(READY)  ## our own wheel, into dist/
	$(BIN)/python -m hatchling build -t wheel

wheelhouse: $(READY)  ## everything to install from a folder without network, for machines like this one
	$(if $(TORCH_INDEX),$(PIP) download --no-deps --index-url $(TORCH_INDEX) --constraint requirements.lock --dest wheelhouse torch)
	$(PIP) wheel --find-links wheelhouse --constraint requirements.lock --wheel-dir wheelhouse ".[web,ocr]"
	cp requirements.lock wheelhouse/
	@echo "在没有网络的电脑上：python -m pip install --no-index --find-links wheelhouse 'nianbao[web,ocr]'"

# pip would judge dependencies by this machine's markers: the lock file has them all, and what only Windows needs is named.
wheelhouse-windows: $(READY)  ## the same for Windows desks with 64 bits and Python WINDOWS_PYTHON
	$(PIP) wheel --no-deps --constraint requirements.lock --wheel-dir wheelhouse-windows . jieba
	$(BIN)/python packaging/locked.py requirements.lock > wheelhouse-windows/requirements.txt
	$(PIP) download --no-deps --only-binary :all: --platform win_amd64 --python-version $(WINDOWS_PYTHON) \
		--find-links wheelhouse-windows --dest wheelhouse-windows --requirement wheelhouse-windows/requirements.txt colorama tzdata
	cp requirements.lock wheelhouse-windows/
WINDOWS_PYTHON ?= 3.11

sbom: $(READY)  ## what the program is made of, CycloneDX 1.6, from requirements.lock
	$(BIN)/python packaging/sbom.py requirements.lock dist/nianbao.cdx.json

clean:
	rm -rf $(VENV) out dist build wheelhouse wheelhouse-windows .mypy_cache .ruff_cache .pytest_cache
