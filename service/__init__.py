"""The HTTP service: articles in, stances out, and a page to look at them.

    app.py                  the factory: settings and model -> Flask application
    routes/                 the endpoints, a module for each group
    orders.py               what was sent -> an article to score and how         schemas.py      what may be sent, what is answered
    bodies.py               request bodies, bounded and decoded                  strict_json.py  JSON and nothing more lenient
    webpages.py             HTML -> title and main text                          tables.py       stances as rows of a table
    batches.py              NDJSON in, NDJSON out                                read_ahead.py   a body kept flowing while it is answered
    problems.py             every error, as RFC 9457 problem details             openapi.py      how a route is described
    live_model.py           the model that answers                               context.py      what a request finds in its application
    observing.py            around every request: id, safe headers               logs.py, metrics.py  what operators see
    settings.py             everything that can be configured                    gunicorn_conf.py, wsgi.py  how it runs
    refusals.py             what never reaches the application, refused alike
    files.py                the same articles from files, for the command line
    templates/, static/     the page

It imports `model` and nothing of `training`.
"""
