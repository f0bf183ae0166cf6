# One image for web, worker, scheduler and migrations: compose.yaml gives each its command.

FROM node:22-bookworm-slim AS assets
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY requirements.txt ./
RUN pip install --require-hashes --requirement requirements.txt
WORKDIR /srv/care
COPY --from=assets /build/node_modules ./node_modules
COPY config.py wsgi.py ./
COPY tools ./tools
COPY migrations ./migrations
COPY care_triage ./care_triage
# The served files are checked and copied, the catalogues compiled; of the packages only the communes stay.
RUN python -m tools.assets && python -m tools.translations \
 && find node_modules -mindepth 1 -maxdepth 1 ! -name @etalab -exec rm -rf {} + \
 && rm -rf tools && python -m compileall -q care_triage config.py wsgi.py

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data --create-home care
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/care /srv/care
WORKDIR /srv/care
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    CARE_ENV=production \
    CARE_VAR_DIR=/data \
    GRANIAN_INTERFACE=wsgi \
    GRANIAN_HOST=0.0.0.0 \
    GRANIAN_PORT=8000 \
    GRANIAN_WORKERS=2 \
    GRANIAN_BLOCKING_THREADS=2 \
    GRANIAN_WORKERS_KILL_TIMEOUT=8
USER care
# Documents of the cases.
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/sante', timeout=4)"]
CMD ["granian", "--no-ws", "wsgi:app"]
