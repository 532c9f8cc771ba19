#!/bin/sh
# Make .venv with nothing but Debian's bare python3 at hand.
set -eu
python=${PYTHON:-python3}

say() { printf '%s\n' "$*" >&2; }

command -v "$python" >/dev/null || { say "找不到 $python：请先安装 Python 3.11 或更高版本。"; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    say "需要 Python 3.11 或更高版本，现在的是 $("$python" -V 2>&1)；可以指定另一个：make PYTHON=python3.12 demo"
    exit 1
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
"$python" -m venv .venv >"$log" 2>&1 && exit 0
rm -rf .venv

# Debian keeps ensurepip in a package of its own
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null && command -v apt-get >/dev/null; then
    if [ "$(id -u)" = 0 ]; then root=''; elif sudo -n true 2>/dev/null; then root='sudo -n'; else
        say "缺少 python3-venv：请先运行 sudo apt-get install python3-venv，再重新运行本命令。"
        exit 1
    fi
    say "缺少 python3-venv，正在用 apt-get 安装……"
    if { $root apt-get update -qq && $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv
       } >>"$log" 2>&1 && "$python" -m venv .venv >>"$log" 2>&1; then
        exit 0
    fi
    rm -rf .venv
fi
cat "$log" >&2
say "建不了虚拟环境 .venv：请按上面的提示装好 python3-venv（或 virtualenv），再重新运行本命令。"
exit 1
