"""Replay of a draft over the past: who would have received what.

Modules that import numpy (`past`, `readers`, `firing`, `fired_sets`, `full`, `incremental`, `summary`, `run`) are
loaded by jobs, commands and benches only: the web process reads `result`, `outcomes` and `changes`.
"""
