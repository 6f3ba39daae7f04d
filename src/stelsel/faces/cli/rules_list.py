# SPDX-License-Identifier: EUPL-1.2
"""`stelsel rules list`: every rule here, where it holds, and what it computes."""

from stelsel.faces.cli import say
from stelsel.faces.cli.shared_options import As, Json, Lang, language
from stelsel.faces.needs import needing
from stelsel.kernel.text import Text


@needing("see")
def list_rules(publisher: As = "", json: Json = False, lang: Lang = "") -> None:
    from stelsel.faces.cli.rules_given import rules_given
    from stelsel.priorities.services.laws import outputs_of, short_names
    from stelsel.priorities.services.rule_words import title

    library = rules_given("", publisher, None).library
    main: dict[str, list[str]] = {}
    for _, law, output in short_names(library):
        main.setdefault(law, []).append(output)
    newest = sorted((some[-1].text for some in library.series.values()), key=lambda one: (one.id, one.place))
    if json:
        say.as_json(
            [
                {"regel": one.id, "titel": one.name, "plaats": one.place, "uitkomsten": outputs_of(library, one.id)}
                for one in newest
            ]
        )
        return
    headings = (
        Text(nl="Regel", en="Rule"),
        Text(nl="Titel", en="Title"),
        Text(nl="Plaats", en="Place"),
        Text(nl="Rekent uit", en="Computes"),
    )
    say.rows(
        headings,
        (
            (one.id, one.name, one.place, ", ".join(title(name).to(language()) for name in main.get(one.id, ())))
            for one in newest
        ),
    )
