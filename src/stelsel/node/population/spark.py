# SPDX-License-Identifier: EUPL-1.2
"""Apache Spark as the engine of a run: the same program in its SQL, over tables in Parquet, on a standalone cluster.

Spark comes as a Python package with Java beside it; the product works without both and says what to install.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from stelsel.engines.rules.population.wanted import wanted
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

LEAST_JAVA = 17
SECONDS_TO_ANSWER = 5
SECONDS_FOR_WORKERS = 60
ADDRESS = re.compile(r"spark://([A-Za-z0-9.-]+|\[[0-9a-f:]+\]):([0-9]{1,5})")
MEANING = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "true",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.int96RebaseModeInRead": "CORRECTED",
    "spark.sql.parser.escapedStringLiterals": "false",
    "spark.sql.variable.substitute": "false",
    "spark.sql.analyzer.maxIterations": "1000",
    "spark.sql.sources.default": "parquet",
}
"""What the outcome could depend on; all else (memory, processors, secrets) is for the operator's own settings. A number
that does not fit is an error, and never another number."""
STACK = "-Xss32m"
"""Long rules are deep trees, and Spark walks them by calling itself."""
QUIET = """status = error
rootLogger.level = error
rootLogger.appenderRef.file.ref = file
appender.file.type = Console
appender.file.name = file
appender.file.target = SYSTEM_ERR
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d %p %c{1}: %m%n%ex{short}
"""


def java() -> str:
    """The Java that Spark would use. BadInput where there is none of version 17 or newer."""
    home = os.environ.get("JAVA_HOME", "")
    program = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    try:
        said = subprocess.run([program or "java", "-version"], capture_output=True, text=True, check=False).stderr
    except OSError:
        said = ""
    found = re.search(r' version "(\d+)', said)
    if found is None or int(found[1]) < LEAST_JAVA:
        raise bad_input("spark-java", "JAVA_HOME" if home else "java", _NO_JAVA, _JAVA_CURE)
    assert program is not None
    return program


def package() -> str:
    """The version of PySpark. BadInput says how to install it where it is missing."""
    try:
        return version("pyspark")
    except PackageNotFoundError:
        raise bad_input("spark-extra", "pyspark", _NO_PACKAGE, _PACKAGE_CURE) from None


def address(master: str) -> tuple[str, int]:
    """Host and port of a master. BadInput for an address of another form."""
    found = ADDRESS.fullmatch(master)
    if found is None or not 0 < int(found[2]) < 65536:
        raise bad_input("spark-address", "--engine", _NO_ADDRESS.fill(shown=master[:80]), _ADDRESS_CURE)
    return found[1].strip("[]"), int(found[2])


class Spark:
    """A cluster, connected to when it is first asked something. BadInput for an address that is none, and where PySpark
    or Java is missing."""

    def __init__(self, master: str) -> None:
        self.host, self.port = address(master)
        self.master = master
        self.version = package()
        java()
        self._session: Any = None

    @property
    def session(self) -> Any:
        """The session, made at first use. BadInput where the master or its workers do not answer."""
        if self._session is None:
            self._reach()
            self._session = self._connected()
        return self._session

    def close(self) -> None:
        """Give the workers back."""
        if self._session is not None:
            self._session.stop()
            self._session = None

    def write(self, text: str, tables: Mapping[str, Path], to: Path) -> int:
        """Writes the rows of a query over tables (folders of Parquet by their names) as a folder of Parquet; gives how
        many there are. All workers see these folders under the same names. BadInput with what Spark says where it
        fails."""
        session = self.session
        pyspark = wanted("pyspark.sql")
        counted, count = pyspark.Observation(), pyspark.functions.count(pyspark.functions.lit(1)).alias("rows")
        try:
            for name, folder in tables.items():
                session.read.option("__globPaths__", "false").parquet(_uri(folder)).createOrReplaceTempView(name)
            session.sql(text).observe(counted, count).write.parquet(_uri(to))
            return int(counted.get["rows"])
        except _faults() as error:
            raise bad_input("spark-failed", self.master, _FAILED.fill(said=_first(error)), _FAILED_CURE) from error

    def _reach(self) -> None:
        try:
            socket.create_connection((self.host, self.port), SECONDS_TO_ANSWER).close()
        except OSError as error:
            said = error.strerror or str(error)
            raise bad_input("spark-master", self.master, _NO_MASTER.fill(said=said), _MASTER_CURE) from None

    def _connected(self) -> Any:
        with tempfile.TemporaryDirectory(prefix="stelsel-spark-") as folder, _aside(Path(folder) / "spark.log"):
            quiet = Path(folder) / "log4j2.properties"
            quiet.write_text(QUIET, encoding="ascii")
            builder = wanted("pyspark.sql").SparkSession.builder.master(self.master).appName("stelsel rules population")
            for name, value in {**MEANING, **self._place(), **_logging(quiet)}.items():
                builder = builder.config(name, value)
            try:
                session = builder.getOrCreate()
            except _faults() as error:
                said = _first(error)
                raise bad_input("spark-master", self.master, _NO_SESSION.fill(said=said), _SESSION_CURE) from error
        assert session.sparkContext.master == self.master, "one cluster for a process"
        try:
            self._workers(session)
        except BaseException:
            session.stop()
            raise
        return session

    def _place(self) -> dict[str, str]:
        """Where the workers find us: on loopback when the master is there."""
        here = {"localhost", "127.0.0.1", "::1"}
        own = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"} if self.host in here else {}
        return {**own, "spark.ui.enabled": "false"}

    def _workers(self, session: Any) -> None:
        """Wait for the first worker. BadInput where none comes."""
        end = time.monotonic() + SECONDS_FOR_WORKERS
        known = session.sparkContext._jsc.sc()
        while known.getExecutorMemoryStatus().size() < 2:  # one of them is ourselves
            if time.monotonic() > end:
                raise bad_input("spark-workers", self.master, _NO_WORKERS.fill(n=SECONDS_FOR_WORKERS), _WORKERS_CURE)
            time.sleep(0.1)


def _logging(quiet: Path) -> dict[str, str]:
    return {
        "spark.driver.defaultJavaOptions": f"{STACK} -Dlog4j2.configurationFile=file:{quiet}",
        "spark.executor.defaultJavaOptions": STACK,
        "spark.ui.showConsoleProgress": "false",
    }


@contextmanager
def _aside(file: Path) -> Iterator[None]:
    """What a process that starts here says on its error stream goes to a file."""
    kept = os.dup(2)
    with file.open("ab") as written:
        os.dup2(written.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _uri(folder: Path) -> str:
    """A folder as Spark takes it, whatever stands in its name."""
    return f"file:{folder.resolve()}"


def _faults() -> tuple[type[BaseException], ...]:
    return (wanted("pyspark.errors").PySparkException, wanted("py4j.protocol").Py4JError)


def _first(error: BaseException) -> str:
    """What Spark says first, of the cause that is deepest."""
    text = str(error)
    causes = re.findall(r"^(?:Caused by: |\s*: )(.+)$", text, re.MULTILINE)
    return (causes[-1] if causes else text.strip().partition("\n")[0])[:300]


_NO_JAVA = Text(
    nl="Hier is geen Java van versie 17 of nieuwer, en Spark heeft dat nodig.",
    en="There is no Java of version 17 or newer here, and Spark needs it.",
)
_JAVA_CURE = Text(
    nl="Installeer het: tools/install_java.sh, of in Debian apt-get install openjdk-17-jre-headless.",
    en="Install it: tools/install_java.sh, or in Debian apt-get install openjdk-17-jre-headless.",
)
_NO_PACKAGE = Text(
    nl="Het pakket pyspark is niet geïnstalleerd; rekenen met Spark heeft het nodig.",
    en="The package pyspark is not installed; computing with Spark needs it.",
)
_PACKAGE_CURE = Text(
    nl="Installeer het in de map van Stelsel: .venv/bin/pip install “.[rules,spark]”. Neem de versie van je cluster.",
    en="Install it in the folder of Stelsel: .venv/bin/pip install “.[rules,spark]”. Take the version of your cluster.",
)
_NO_ADDRESS = Text(nl="“{shown}” is geen adres van Spark.", en="“{shown}” is no address of Spark.")
_ADDRESS_CURE = Text(
    nl="Schrijf het als spark://HOST:POORT, zoals spark://127.0.0.1:7077.",
    en="Write it as spark://HOST:PORT, such as spark://127.0.0.1:7077.",
)
_NO_MASTER = Text(nl="Daar antwoordt niets ({said}).", en="Nothing answers there ({said}).")
_MASTER_CURE = Text(
    nl="Start de master van Spark, of verbeter het adres.", en="Start the master of Spark, or mend the address."
)
_NO_SESSION = Text(nl="Spark laat ons niet toe: {said}", en="Spark does not let us in: {said}")
_SESSION_CURE = Text(
    nl="Kijk of de versie van pyspark die van het cluster is, en of spark-defaults.conf in SPARK_CONF_DIR het geheim"
    " van het cluster heeft.",
    en="See whether the version of pyspark is that of the cluster, and whether spark-defaults.conf in SPARK_CONF_DIR"
    " has the secret of the cluster.",
)
_NO_WORKERS = Text(
    nl="In {n} seconden nam geen enkele werker het werk aan.", en="No worker took the work within {n} seconds."
)
_WORKERS_CURE = Text(
    nl="Start werkers, wacht tot zij vrij zijn, of vraag minder geheugen dan zij hebben (spark.executor.memory).",
    en="Start workers, wait until they are free, or ask less memory than they have (spark.executor.memory).",
)
_FAILED = Text(nl="Spark kon dit niet rekenen: {said}", en="Spark could not compute this: {said}")
_FAILED_CURE = Text(
    nl="Kijk of alle werkers de map van --to zien, en in hun logboeken.",
    en="See whether all workers see the folder of --to, and look in their logs.",
)
