# SPDX-License-Identifier: EUPL-1.2
"""A plain Django view and template that yield the same HTML bytes as a given page.

The template is made from the page: runs of rows, list items and links of one shape become loops over their values,
everything else is literal text, which is all in favour of this peer. No middleware, no session, no database.
Stdin: {"pages": {name: html}, "rounds": n}; last line: {name: {"cpu_ms": [...], "same": bool, "values": n}}.
"""

import html
import json
import re
import sys
from io import BytesIO
from time import process_time

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.template import engines
from django.urls import path
from django.utils.safestring import mark_safe

AREA = r"<a [^>]*><path [^>]*?(?:/>|></path>|>.*?</path>).*?</a>"
FRAGMENT = re.compile(rf"<tr[ >].*?</tr>|<li[ >].*?</li>|{AREA}", re.DOTALL)
VALUE = re.compile(r'(?<==")([^"]*)(?=")|(?<=>)([^<]+)(?=<)')


def pieces(page):
    """The page as literal text and groups of fragments of one shape with one gap between them."""
    found, at, group = [], 0, None
    for match in FRAGMENT.finditer(page):
        gap, fragment = page[at : match.start()], match[0]
        shape = VALUE.sub("\0", fragment)
        if group and group["shape"] == shape and group["gap"] in (None, gap):
            group["gap"] = gap
            group["rows"].append(VALUE.findall(fragment))
        else:
            found.append(gap)
            group = {"shape": shape, "gap": None, "rows": [VALUE.findall(fragment)]}
            found.append(group)
        at = match.end()
    return [*found, page[at:]]


def template_of(page):
    """Template text and context that give the page back."""
    text, context = [], {}
    for piece in pieces(page):
        if isinstance(piece, str):
            text.append(piece)
            continue
        rows = [[first or second for first, second in row] for row in piece["rows"]]
        varies = [len(set(column)) > 1 for column in zip(*rows, strict=True)]
        parts = piece["shape"].split("\0")
        inner = parts[0]
        for place, rest in enumerate(parts[1:]):
            inner += (f"{{{{ row.{place} }}}}" if varies[place] else rows[0][place]) + rest
        name = f"rows{len(context)}"
        context[name] = [[safe(value) for value in row] for row in rows]
        gap = piece["gap"] or ""
        if len(rows) > 1:
            text.append(f"{{% for row in {name} %}}{inner}{{% if not forloop.last %}}{gap}{{% endif %}}{{% endfor %}}")
        else:
            text.append(f"{{% with row={name}.0 %}}{inner}{{% endwith %}}")
    return "".join(text), context


def safe(value):
    """The value as a view would have it: plain text, unless the template engine would write it in other bytes."""
    plain = html.unescape(value)
    return plain if html.escape(plain).replace("&#x27;", "&#x27;") == value else mark_safe(value)


def main():
    """Serves each page from its template and prints the CPU time of every round in milliseconds."""
    given = json.load(sys.stdin)
    settings.configure(
        DEBUG=False,
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        SECRET_KEY="only for this measurement",
        MIDDLEWARE=[],
        LOGGING_CONFIG=None,
    )
    django.setup()
    made = {}
    for name, page in given["pages"].items():
        text, context = template_of(page)
        made[name] = (engines["django"].from_string(text), context, page)

    def view(request, name):
        template, context, _ = made[name]
        return HttpResponse(template.render(context, request))

    urlpatterns.append(path("<str:name>", view))
    handler = WSGIHandler()
    out = {}
    for name, (_, context, page) in made.items():
        body = call(handler, name)
        times = []
        for _ in range(given["rounds"]):
            started = process_time()
            call(handler, name)
            times.append((process_time() - started) * 1000)
        values = sum(len(row) for rows in context.values() for row in rows)
        out[name] = {"cpu_ms": times, "same": body == page.encode(), "values": values}
    print(json.dumps(out))


def call(handler, name):
    """One request through WSGI; the body."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": f"/{name}",
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(b""),
    }
    return b"".join(handler(environ, lambda status, headers: None))


urlpatterns = []

if __name__ == "__main__":
    main()
