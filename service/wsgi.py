"""What gunicorn serves: `gunicorn --config service/gunicorn_conf.py service.wsgi:app`."""

import sys

from model.errors import StandpointError
from service.app import create_app

try:
    app = create_app()
except StandpointError as error:
    sys.exit(f"standpoint: {error}")
