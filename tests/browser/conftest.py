"""The demo for walks that change it: each module has a copy of its own."""

from collections.abc import Iterator

import pytest

from tests.demo_site import LoadedDemo, loaded_demo
from tests.servers import run_server


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> LoadedDemo:
    """A copy of the demo, in which the tests of one module may change whatever they like."""
    return loaded_demo(tmp_path_factory.mktemp("own-demo"))


@pytest.fixture(scope="module")
def site(demo) -> Iterator[str]:
    """The address under which that copy is served."""
    with run_server(demo.database_url, demo.var_dir, threads=6) as server:
        yield server.url
