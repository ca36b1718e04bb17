@echo off
rem In a console that runs as administrator. Configuration and data stay.
"%~dp0..\MonitorWorker.exe" service uninstall --config "%~dp0..\config" %*
