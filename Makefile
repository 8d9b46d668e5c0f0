# Two commands on a machine with Python 3.11 or newer and make: "make demo" and "make test".
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
export PORT
RUN = $(VENV)/bin/python
INSTALLED = $(VENV)/installed-requirements.txt
LOCK = $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

# The tests wait for servers, browsers and databases as long as they compute: twice as many processes as cores.
SPREAD = -n $(WORKERS) --dist loadfile --no-loadscope-reorder
WORKERS ?= 4

.DEFAULT_GOAL := help
.PHONY: help demo test test-long test-next bench-signups bench-pages bench-growth bench-downloads bench-guessing road contact-sheet guide-pictures walk lint lint-python lint-format lint-templates types audit sbom messages lock python demo-packages dev-packages

help:
	@echo "make demo      The site with its demo content and the worker on 127.0.0.1:PORT (PORT=$(PORT))"
	@echo "make test      Every test this machine can run; REQUIRE=all turns what would be skipped into a failure;"
	@echo "               ARGS=\"-k name\" is passed on to pytest"
	@echo "make test-long What only the long run holds: whole matrices, fuzzing, long random stories"
	@echo "make test-next The suite on the newest Wagtail and Django, in an environment of its own (NEXT=var/next)"
	@echo "make bench-signups  Sign-ups per second beside a bare view and stock Wagtail forms, in one run"
	@echo "make bench-pages  A page made anew and kept, beside bare Django and stock Wagtail, in one run"
	@echo "make bench-growth  What the site costs with many pages and sign-ups, beside the small one that it was"
	@echo "make bench-downloads  A file through the app, through nginx with X-Accel-Redirect, and plain, in one run"
	@echo "make bench-guessing  The home page while passwords of staff are guessed, with the limits and without"
	@echo "make road      Which files of ours a sign-up runs through, floor by floor"
	@echo "make contact-sheet  Every type of page in each language, theme and width, and events in each state (var/contact-sheet)"
	@echo "make guide-pictures  The pictures of the guide in the admin, from the demo (home/static/home/guide)"
	@echo "make walk      Each path of the roles through the admin, in Chromium: clicks, fields, people"
	@echo "make lint      ruff, ruff format and djlint"
	@echo "make types     mypy on the domain"
	@echo "make audit     Known advisories, licences and secrets; says when nobody could be asked (AUDIT_OSV_URL)"
	@echo "make sbom      The software bill of materials of what a city installs, as CycloneDX on standard output"
	@echo "make messages  New and changed texts into the message catalogues (needs GNU gettext)"
	@echo "make lock      The locked requirements from pyproject.toml"
	@echo "PYTHON=python3.12 chooses the interpreter; DATABASE_URL=postgres://... chooses PostgreSQL."

demo: demo-packages
	@echo "Making or renewing the database ..."
	@$(RUN) manage.py migrate --verbosity 0
	@echo "Making the languages of the interface ..."
	@$(RUN) manage.py compile_catalogues --verbosity 0
	@$(RUN) manage.py demo
	@exec $(RUN) manage.py serve

test: dev-packages
	@$(RUN) manage.py compile_catalogues --verbosity 0
	@REQUIRE=$(REQUIRE) $(RUN) -m pytest -m "not long" $(SPREAD) $(ARGS)

test-long: dev-packages
	@$(RUN) manage.py compile_catalogues --verbosity 0
	@REQUIRE=$(REQUIRE) $(RUN) -m pytest -m long $(SPREAD) $(ARGS)

# What fails there is written down in docs/upstream.md; it stops nobody.
NEXT ?= var/next
NEWEST ?= wagtail django
test-next: python
	@$(RUN) -c '' && rm -rf $(NEXT) && $(PYTHON) -m venv $(NEXT)
	@sed -e '/--hash=/d' -e 's/ *\\$$//' requirements-dev.txt > $(NEXT)/locked.txt
	@$(NEXT)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $(NEXT)/locked.txt
	@$(NEXT)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade --no-deps $(NEWEST)
	@$(NEXT)/bin/python -m pip list --disable-pip-version-check --format freeze | grep -iE '^(wagtail|django)=='
	@$(NEXT)/bin/python manage.py compile_catalogues --verbosity 0
	@REQUIRE=$(REQUIRE) $(NEXT)/bin/python -W default -m pytest -W default -m "not long" $(SPREAD) $(ARGS)

bench-signups: dev-packages
	@$(RUN) -m bench.signups $(ARGS)

bench-pages: dev-packages
	@$(RUN) -m bench.pages $(ARGS)

bench-growth: dev-packages
	@$(RUN) -m bench.growth $(ARGS)

bench-downloads: dev-packages
	@$(RUN) -m bench.downloads $(ARGS)

bench-guessing: dev-packages
	@$(RUN) -m bench.guessing $(ARGS)

road: dev-packages
	@$(RUN) -m bench.road

contact-sheet: dev-packages
	@$(RUN) manage.py compile_catalogues --verbosity 0
	@$(RUN) -m tests.browser.contact_sheet

guide-pictures: dev-packages
	@$(RUN) manage.py compile_catalogues --verbosity 0
	@$(RUN) -m tests.browser.guide_pictures

walk: dev-packages
	@$(RUN) manage.py compile_catalogues --verbosity 0
	@walked=$$(mktemp); WALKED=$$walked REQUIRE=$(REQUIRE) $(RUN) -m pytest -q -m walk $(ARGS); status=$$?; \
	$(RUN) -m tests.browser.paths $$walked; rm -f $$walked; exit $$status

lint: lint-python lint-format lint-templates

lint-python: dev-packages
	@$(VENV)/bin/ruff check .

lint-format: dev-packages
	@$(VENV)/bin/ruff format --check --quiet .

lint-templates: dev-packages
	@$(VENV)/bin/djlint --lint --quiet cms downloads events home

types: dev-packages
	@$(VENV)/bin/mypy

audit: dev-packages
	@$(RUN) .ci/audit.py

sbom: dev-packages
	@$(RUN) .ci/sbom.py

messages: dev-packages
	@$(RUN) manage.py makemessages --locale de --locale de_Simple --no-location --no-obsolete --ignore 'tests/*' --ignore 'var/*'

# What the tests run with is locked first, so that production gets the very same versions.
lock: dev-packages
	$(LOCK) --extra demo --extra s3 --extra dev --output-file requirements-dev.txt pyproject.toml
	$(LOCK) --constraint requirements-dev.txt --output-file requirements.txt pyproject.toml
	$(LOCK) --constraint requirements-dev.txt --extra demo --output-file requirements-demo.txt pyproject.toml
	$(LOCK) --constraint requirements-dev.txt --extra s3 --output-file requirements-s3.txt pyproject.toml

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	{ echo "Python 3.11 or newer is needed, and $(PYTHON) is not: name one, such as make demo PYTHON=python3.12." >&2; exit 1; }
	@$(RUN) -c '' 2>/dev/null || { rm -rf $(VENV) && $(PYTHON) -m venv $(VENV); }

# Packages are installed when the locked list differs from the one that was installed last.
# The list for development holds that of the demo.
demo-packages: python
	@cmp -s requirements-demo.txt $(INSTALLED) || cmp -s requirements-dev.txt $(INSTALLED) || \
	$(call install,requirements-demo.txt)

dev-packages: python
	@cmp -s requirements-dev.txt $(INSTALLED) || $(call install,requirements-dev.txt)

define install
{ echo "Installing the packages of $(1) ..." && rm -f $(INSTALLED) && \
$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(1) && \
cp $(1) $(INSTALLED); }
endef
