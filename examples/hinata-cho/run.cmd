@echo off
chcp 65001 >nul
rem ひなた町（架空の町）の 2026年5月分。名簿のブックから、会議と期日と統計の紙までを作ります。
rem The practice town, May 2026: from the workbooks of the departments to the papers.
setlocal enabledelayedexpansion
pushd "%~dp0"

set MONTH=2026-05
set TODAY=2026-06-01
set FIRST=2026-04

rem プログラムの場所。配布の zip ではこのフォルダーの bin、ソースでは target\release です。
rem Where the programs are: bin beside this file in the zip, target\release in the source.
set "BIN=%MIMAMORI_BIN%"
if not defined BIN if exist "%~dp0bin\mimamori-import.exe" set "BIN=%~dp0bin"
if not defined BIN (
  set "BIN=%~dp0..\..\target\release"
  pushd "%~dp0..\.."
  cargo build --quiet --release --locked -p mimamori --bins || goto failed
  popd
)

set INS=
set NEWEST=
set EARLIER=
for /d %%D in (20??-??) do (
  if "%%D" geq "%FIRST%" if "%%D" leq "%MONTH%" if exist "%%D\in" set "INS=!INS! %%D\in"
  if exist "%%D\out\month.jsonl" (
    set "NEWEST=--before %%D\out\month.jsonl"
    if "%%D" lss "%MONTH%" set "EARLIER=--before %%D\out\month.jsonl"
  )
)

set "OUT=%MONTH%\out"
if not exist "%OUT%" mkdir "%OUT%"

"%BIN%\mimamori-import.exe" -c town\import.toml --today %TODAY% --problems "%OUT%\problems" %INS% ^
  | "%BIN%\mimamori-match.exe" -c town\match.toml %NEWEST% --review "%OUT%\review.xlsx" ^
  | "%BIN%\mimamori-flag.exe" -c town\rules.toml %EARLIER% ^
  | "%BIN%\mimamori-remind.exe" -c town\remind.toml %EARLIER% --xlsx "%OUT%\due.xlsx" --ics "%OUT%\due.ics" ^
  | "%BIN%\mimamori-agenda.exe" -c town\meetings.toml --meeting monthly %EARLIER% ^
      --xlsx "%OUT%\agenda.xlsx" --html "%OUT%\agenda.html" -o "%OUT%\month.jsonl"
if errorlevel 1 goto failed

rem 会議の前に、上程する子を選ぶための候補の一覧。印を付けて MONTH の in に入れ、もう一度動かします。
rem The candidates to pick from before the meeting: mark them, put them into the in of MONTH, run again.
"%BIN%\mimamori-agenda.exe" --only -c town\meetings.toml --meeting monthly --candidates %EARLIER% ^
  --xlsx "%OUT%\candidates.xlsx" "%OUT%\month.jsonl" >nul
if errorlevel 1 goto failed

"%BIN%\mimamori-stats.exe" -c town\tables.toml --audience public ^
  --xlsx "%OUT%\statistics.xlsx" --html "%OUT%\statistics.html" -o "%OUT%\tables.jsonl" "%OUT%\month.jsonl"
if errorlevel 1 goto failed

popd
exit /b 0

:failed
set STATUS=%ERRORLEVEL%
popd
if %STATUS%==0 set STATUS=1
exit /b %STATUS%
