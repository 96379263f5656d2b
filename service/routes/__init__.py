"""The endpoints, one module for each group; each holds an `api` blueprint."""
