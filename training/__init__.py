"""Corpora in, model out: read and validate, train, calibrate, evaluate, publish. Imports model, never service."""
