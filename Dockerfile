# The service in a container. The steps are those of `make setup` (.venv/run in the Makefile), in the same order.
#
#   docker build -t vigie .
#   docker run --rm -v vigie-data:/data vigie init
#   docker run --read-only --tmpfs /tmp -v vigie-data:/data -p 127.0.0.1:8000:8000 vigie

# Pinned by tag: the digest could not be looked up where this was written. Whoever builds should pin it.
FROM python:3.11-slim-bookworm AS builder
WORKDIR /opt/vigie
RUN python -m venv .venv
# The parts before the program: a change of ours leaves this layer as it is.
COPY requirements.lock ./
RUN .venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY api ./api
COPY feeds ./feeds
# The pages that /docs and /privacy show.
COPY docs ./docs
# What the public pages check an address with, and what the Desk shows as the warning.
COPY extension/src ./extension/src
COPY extension/pages ./extension/pages
COPY extension/icons ./extension/icons
COPY extension/_locales ./extension/_locales
RUN .venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation -e .

FROM python:3.11-slim-bookworm
# A number of its own, so that the volume's owner is known from outside.
RUN groupadd --gid 10001 vigie \
    && useradd --uid 10001 --gid vigie --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin vigie \
    && install -d -o vigie -g vigie -m 700 /data \
    && install -d -o vigie -g vigie -m 755 /data/feed
COPY --from=builder /opt/vigie /opt/vigie
# Nothing is written but /data, and /tmp while a feed is verified.
ENV PATH=/opt/vigie/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    VIGIE_DATA_DIR=/data
USER 10001:10001
VOLUME /data
EXPOSE 8000
# No proxy: one that the environment names would be asked for this container's own address.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.build_opener(u.ProxyHandler({})).open('http://127.0.0.1:8000/readyz', timeout=4)"]
ENTRYPOINT ["vigie"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
