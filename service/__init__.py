"""The HTTP service: articles in, stances out, and a page to look at them.

    app.py              the factory: settings + model -> Flask application
    routes/             one module for each group of endpoints
    schemas.py          what requests may hold, what answers hold
    bodies.py           request bodies, bounded and decoded       strict_json.py   JSON that is exactly one value
    batches.py          NDJSON in, NDJSON out                     read_ahead.py    a body kept flowing while it is answered
    webpages.py         HTML -> title and main text               tables.py        stances as rows of a table
    problems.py         every error, as RFC 9457 problem+json     openapi.py       how a route is described
    live_model.py       the model that answers                    settings.py      everything that can be configured
    metrics.py, logs.py what operators see                        gunicorn_conf.py, wsgi.py   how it runs
    articles.py, output.py   the same articles and answers as files, for the command line

It imports `model` and nothing of `training`.
"""
