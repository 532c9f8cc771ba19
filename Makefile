# make demo：看效果　　make test：跑全部检查　　make help：看所有命令

PYTHON ?= python3
BIN    := .venv/bin

.PHONY: help demo test pictures docs examples clean
.DEFAULT_GOAL := help

help:
	@echo '  make demo      生成一批空白表、已填表和校验结果，放在 demo/'
	@echo '  make test      代码检查、类型检查、全部测试（缺的工具自动安装）'
	@echo '  make pictures  把 demo/ 里的表格转成图片，再真的点一次“校验”，图都放在 examples/pictures/'
	@echo '  make docs      由规则生成 docs/rules.md'
	@echo '  make examples  重做 examples/ 里的工作簿，再依次做 demo、pictures、docs'
	@echo '  make clean     删除一切可以重新生成的文件'

demo: .venv/.installed
	@$(BIN)/xlperf demo -o demo

test: .venv/.installed-test
	@bash tests/install_tools.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadfile

pictures: demo .venv/.installed-test
	@bash tests/install_tools.sh
	@$(BIN)/python -m tests.office.pictures demo examples/pictures
	@$(BIN)/python -m tests.click.pictures examples/pictures

docs: .venv/.installed
	@mkdir -p docs
	@$(BIN)/xlperf rules --markdown > docs/.rules.md.new
	@mv docs/.rules.md.new docs/rules.md

examples: .venv/.installed-test
	@$(BIN)/python -m tests.projects examples/项目清单 examples/项目清单.xlsx
	@$(BIN)/python -m tests.handmade examples/手工表
	@$(MAKE) --no-print-directory pictures docs

clean:
	rm -rf .venv .tools demo dist build .hypothesis .pytest_cache .mypy_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- the virtual environment: stamps say what was installed for which pyproject.toml

$(BIN)/python:
	@PYTHON='$(PYTHON)' sh .ci/make_venv.sh

.venv/.installed: pyproject.toml | $(BIN)/python
	@echo '正在安装 xlperf 及其依赖（首次约一分钟）……'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.installed-test: pyproject.toml | $(BIN)/python
	@echo '正在安装测试用的依赖（首次约两分钟）……'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch .venv/.installed $@
