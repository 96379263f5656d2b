"""The live service, as the tests of the service start it."""

from tests.service.conftest import live, start

__all__ = ["live", "start"]
