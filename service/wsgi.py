"""What gunicorn serves: `gunicorn --config service/gunicorn_conf.py service.wsgi:app`."""

from service.app import create_app

app = create_app()
