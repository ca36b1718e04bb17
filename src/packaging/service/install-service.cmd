@echo off
rem In a console that runs as administrator. Options of "MonitorWorker service install" may follow.
"%~dp0..\MonitorWorker.exe" service install --config "%~dp0..\config" %*
