"""Tests of the rules engine, with a naive evaluator as its oracle."""
