@echo off
rem Daguerre's command on Windows. Without words, or with files, it opens the window; anything else is a command, which works
rem without a window. A batch file waits for the program and hands its status on, which a console alone would not.
setlocal
set "app=%~dp0..\Daguerre.exe"
if "%~1"=="" goto window
if exist "%~1" goto window
"%app%" --disable-gpu --log-level=3 --command-line -- %*
exit /b %errorlevel%
:window
start "" "%app%" %*
