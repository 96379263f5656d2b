# Standpoint as a container: the service with the default model, trained from seeds/ while the image is built.
#
#   docker build -t standpoint .
#   docker run -p 8080:8080 standpoint
#
# BASE_IMAGE may be any Debian with Python 3.11 or newer, or with none: then Debian's own is installed.
# Where pip needs settings of its own (a mirror, a certificate), give them as a secret; they do not enter the image:
#   docker build --secret id=pip_conf,src=$HOME/.config/pip/pip.conf …

ARG BASE_IMAGE=python:3.11-slim

FROM ${BASE_IMAGE} AS python
RUN command -v python3 >/dev/null \
 || { apt-get update && apt-get install -y --no-install-recommends python3 && rm -rf /var/lib/apt/lists/*; }
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    STANDPOINT_HOME=/var/lib/standpoint
WORKDIR /opt/standpoint


FROM python AS build
RUN python3 -c 'import ensurepip' 2>/dev/null \
 || { apt-get update && apt-get install -y --no-install-recommends python3-venv && rm -rf /var/lib/apt/lists/*; }
RUN python3 -m venv /opt/venv
COPY requirements/runtime.txt requirements/runtime.txt
RUN --mount=type=secret,id=pip_conf,target=/etc/pip.conf \
    pip install --disable-pip-version-check --no-cache-dir --require-hashes -r requirements/runtime.txt
COPY pyproject.toml README.md LICENSE standpoint.py ./
COPY requirements/runtime.in requirements/runtime.in
COPY model model
COPY training training
COPY service service
COPY seeds seeds
RUN pip install --disable-pip-version-check --no-cache-dir --no-deps --no-build-isolation --no-index --editable . \
 && standpoint train \
 && python3 -m compileall -q model training service standpoint.py


FROM python
RUN useradd --system --uid 10001 --home-dir /var/lib/standpoint --shell /usr/sbin/nologin standpoint
COPY --from=build /opt/venv /opt/venv
COPY --from=build /opt/standpoint /opt/standpoint
COPY --from=build --chown=standpoint:standpoint /var/lib/standpoint /var/lib/standpoint
USER standpoint
ENV HOST=0.0.0.0 \
    PORT=8080
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python3", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=4)"]
CMD ["gunicorn", "--config", "service/gunicorn_conf.py", "service.wsgi:app"]
