-- Excel for Mac may start nothing itself; this script does it for the macros of xlperf (AppleScriptTask, handler XlperfRun).
-- "xlperf addin install" puts it into ~/Library/Application Scripts/com.microsoft.Excel. It starts xlperf and nothing
-- else, whatever the macro says: what is to be started stands in the settings of the account, not in a workbook.

-- what the macro sends, line by line: the action, then --wb=... and the other arguments
-- answer: ok, python (none found), xlperf (not in any Python found), setting (the one in the settings does not work)
on XlperfRun(parameterText)
	set quotedWords to ""
	repeat with oneLine in paragraphs of parameterText
		set quotedWords to quotedWords & " " & quoted form of (oneLine as text)
	end repeat
	return do shell script "set --" & quotedWords & linefeed & finder()
end XlperfRun

-- sh, not zsh: every Mac has it. /usr/bin/python3 is a stub that asks to install developer tools where there are none.
on finder()
	return "
PATH=\"$HOME/.local/bin:/opt/homebrew/bin:/usr/local/bin:/Library/Frameworks/Python.framework/Versions/Current/bin:/usr/bin:/bin\"
case \"$1\" in validate|clear|normalise|next|notice|report|about) ;; *) echo setting; exit 0;; esac
start() { \"$@\" </dev/null >/dev/null 2>&1 & echo ok; exit 0; }
has() { \"$1\" -P -c 'import xlperf' </dev/null >/dev/null 2>&1; }
settings=\"$HOME/Library/Application Support/xlperf/xlperf.ini\"
python=\"\"
if test -f \"$settings\"; then python=$(tr -d '\\r' <\"$settings\" | sed -n 's/^python *= *//p' | head -n 1); fi
if test -n \"$python\"; then
  if has \"$python\"; then start \"$python\" -P -m xlperf.bridge \"$@\"; fi
  echo setting; exit 0
fi
missing=python
for name in python3 python3.14 python3.13 python3.12 python3.11; do
  python=$(command -v $name) || continue
  case \"$python\" in /usr/bin/*) xcode-select -p >/dev/null 2>&1 || continue;; esac
  missing=xlperf
  if has \"$python\"; then start \"$python\" -P -m xlperf.bridge \"$@\"; fi
done
if command -v xlperf >/dev/null; then start xlperf bridge \"$@\"; fi
echo $missing"
end finder
