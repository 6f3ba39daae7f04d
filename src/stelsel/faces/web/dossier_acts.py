# SPDX-License-Identifier: EUPL-1.2
"""What one does with a dossier: open, share, close, hold, throw a draft away, answer an access request."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from stelsel.faces.web.addresses import dossier_path, paths
from stelsel.faces.web.dossier_forms import opening_fields, parsed_opening, parsed_subjects
from stelsel.faces.web.dossiers import trail
from stelsel.faces.web.inputs import errors_of, summary
from stelsel.faces.web.private import private_page
from stelsel.faces.web.shell import book_of, person_of, show
from stelsel.faces.web.templatetags.fields import Field
from stelsel.faces.web.who import publisher_name
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text, same
from stelsel.kernel.vocabulary import wire
from stelsel.node import dossiers
from stelsel.node.node import node
from stelsel.node.permission import may, require

_OPEN = Text(nl="Open een dossier", en="Open a dossier")
_SHARE = Text(nl="Deel dit dossier", en="Share this dossier")
_CLOSE = Text(nl="Sluit dit dossier af", en="Close this dossier")
_HOLD = Text(nl="Houd dit dossier vast", en="Hold this dossier")
_DISCARD = Text(nl="Gooi dit concept weg", en="Throw this draft away")
_ANSWER = Text(nl="Beantwoord een inzageverzoek", en="Answer an access request")
_SEND = Text(nl="Ga door", en="Continue")


def _form(
    request: HttpRequest,
    title: Text,
    explain: Text,
    fields: Sequence[Field],
    back: str,
    errors: dict[str, Text],
    buttons: Sequence[tuple[Text, str]] = (),
) -> HttpResponse:
    language = request.language  # type: ignore[attr-defined]
    return show(
        request,
        "dossier-form",
        400 if errors else 200,
        heading=title,
        explain=explain,
        fields=fields,
        errors=summary(errors),
        buttons=buttons or ((title, ""),),
        back=back,
        here=request.path,
        trail=trail(language, title),
    )


def _asked(request: HttpRequest, known: Sequence[str], act: Callable[[], str]) -> HttpResponse | dict[str, Text]:
    """Do what was asked and go on; or what is wrong with it, by field."""
    if request.method != "POST":
        return {}
    try:
        return HttpResponseRedirect(act())
    except BadInput as problem:
        return errors_of(problem.findings, known)


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: values[-1] for name, values in request.POST.lists()}


@private_page("GET", "POST", needs="open-dossier")
def open_dossier(request: HttpRequest) -> HttpResponse:
    """A new dossier."""
    who, language, typed = person_of(request), request.language, _typed(request)  # type: ignore[attr-defined]
    require(who, "open-dossier")
    names = [one for one in sorted(who.roles) if may(who, "open-dossier", one)]
    publishers = [(one, publisher_name(book_of(request), one)) for one in names]
    known = [one.name for one in opening_fields({}, {}, publishers)]
    found = _asked(request, known, lambda: dossier_path(language, dossiers.open_dossier(who, parsed_opening(typed))))
    if isinstance(found, HttpResponse):
        return found
    explain = Text(
        nl="Een dossier is besloten: alleen wie u laat lezen, leest mee. Wie keek, wordt bijgehouden.",
        en="A dossier is private: only who you let read it reads it. Who looked is recorded.",
    )
    return _form(request, _OPEN, explain, opening_fields(typed, found, publishers), paths(language)["dossiers"], found)


@private_page("GET", "POST", needs="write-dossier")
def share(request: HttpRequest, dossier: str) -> HttpResponse:
    """Let an account read or write, or no more."""
    who, language, typed = person_of(request), request.language, _typed(request)  # type: ignore[attr-defined]
    back = dossier_path(language, dossier)

    def act() -> str:
        right = typed.get(wire("right"), "")
        dossiers.share(who, dossier, typed.get(wire("account"), "").strip(), right == "lezen", right == "schrijven")
        return back

    if request.method != "POST":
        dossiers.look(who, dossier)
    found = _asked(request, [wire("account"), wire("right")], act)
    if isinstance(found, HttpResponse):
        return found
    rights = (
        ("lezen", Text(nl="mag lezen", en="may read")),
        ("schrijven", Text(nl="mag lezen en schrijven", en="may read and write")),
        ("geen", Text(nl="mag niets meer", en="may do nothing any more")),
    )
    fields = [
        Field(
            wire("account"),
            Text(nl="Naam van het account", en="Name of the account"),
            value=typed.get(wire("account"), ""),
            error=found.get(wire("account"), ""),
        ),
        Field(
            wire("right"),
            Text(nl="Wat mag dit account?", en="What may this account do?"),
            "radio",
            typed.get(wire("right"), "lezen"),
            options=rights,
        ),
    ]
    explain = Text(nl="Geef niet meer dan nodig is.", en="Give no more than is needed.")
    return _form(request, _SHARE, explain, fields, back, found)


@private_page("GET", "POST", needs="write-dossier")
def close(request: HttpRequest, dossier: str) -> HttpResponse:
    """Nobody writes in it any more; its term begins."""
    who, language = person_of(request), request.language  # type: ignore[attr-defined]
    back = dossier_path(language, dossier)

    def act() -> str:
        dossiers.close(node(), who, dossier)
        return back

    if request.method != "POST":
        dossiers.look(who, dossier)
    found = _asked(request, [], act)
    if isinstance(found, HttpResponse):
        return found
    explain = Text(
        nl="Daarna schrijft niemand er meer in. De bewaartermijn begint, en daarna wordt het vernietigd.",
        en="After that nobody writes in it. The retention term begins, and then it is destroyed.",
    )
    return _form(request, _CLOSE, explain, [], back, found)


@private_page("GET", "POST", needs="write-dossier")
def hold(request: HttpRequest, dossier: str) -> HttpResponse:
    """Keep it beyond its term, with a reason; or no longer."""
    who, language, typed = person_of(request), request.language, _typed(request)  # type: ignore[attr-defined]
    back = dossier_path(language, dossier)

    def act() -> str:
        if typed.get("stap") == "vrijgeven":
            dossiers.release(who, dossier)
        else:
            dossiers.hold(who, dossier, typed.get("toelichting", ""))
        return back

    held = request.method != "POST" and bool(dossiers.look(who, dossier).shown.held)
    found = _asked(request, ["toelichting"], act)
    if isinstance(found, HttpResponse):
        return found
    reason = Field(
        "toelichting",
        Text(nl="Waarom moet het blijven?", en="Why must it stay?"),
        "textarea",
        typed.get("toelichting", ""),
        rows=2,
        required=False,
        error=found.get("toelichting", ""),
        example=Text(nl="Er loopt een rechtszaak.", en="There is a court case."),
    )
    explain = Text(
        nl="Zolang u dit dossier vasthoudt, wordt het niet vernietigd.",
        en="As long as you hold this dossier it is not destroyed.",
    )
    let_go = ((Text(nl="Houd niet langer vast", en="Hold no longer"), "vrijgeven"),) if held else ()
    return _form(request, _HOLD, explain, [reason], back, found, ((_HOLD, "vasthouden"), *let_go))


@private_page("GET", "POST", needs="write-dossier")
def discard(request: HttpRequest, dossier: str) -> HttpResponse:
    """Throw an open draft away."""
    who, language = person_of(request), request.language  # type: ignore[attr-defined]

    def act() -> str:
        dossiers.discard(who, dossier)
        return paths(language)["dossiers"]

    if request.method != "POST":
        dossiers.look(who, dossier)
    found = _asked(request, [], act)
    if isinstance(found, HttpResponse):
        return found
    explain = Text(
        nl="De sleutel en alle stukken worden vernietigd. Niemand kan dit terughalen.",
        en="The key and all documents are destroyed. Nobody can bring this back.",
    )
    return _form(request, _DISCARD, explain, [], dossier_path(language, dossier), found)


@private_page("GET", "POST", needs="answer-access-request")
def answer_access_request(request: HttpRequest) -> HttpResponse:
    """Everything about one data subject as one ZIP; the identifier travels in the form, never in an address."""
    who, language, typed = person_of(request), request.language, _typed(request)  # type: ignore[attr-defined]
    require(who, "answer-access-request")
    names = [one for one in sorted(who.roles) if may(who, "answer-access-request", one)]
    errors: dict[str, Text] = {}
    if request.method == "POST":
        try:
            (subject,) = parsed_subjects(f"{typed.get('kenmerk', '')} | {typed.get('soort', '')}") or [
                dossiers.Subject("")
            ]
            made = dossiers.answer_access_request(who, typed.get(wire("owner"), ""), subject)
        except BadInput as problem:
            errors = errors_of(problem.findings, ["kenmerk"])
            if "" not in errors and "kenmerk" not in errors:
                errors = {"kenmerk": next(iter(errors.values()))}
        else:
            response = HttpResponse(made, content_type="application/zip")
            response.headers["Content-Disposition"] = 'attachment; filename="inzage.zip"'
            return response
    fields = [
        Field(
            "kenmerk",
            Text(nl="Kenmerk van de betrokkene", en="Identifier of the data subject"),
            value=typed.get("kenmerk", ""),
            error=errors.get("kenmerk", ""),
            why=Text(
                nl="Het pseudoniem dat in de dossiers staat. Stel eerst vast wie het vraagt.",
                en="The pseudonym that stands in the dossiers. First make sure who asks.",
            ),
        ),
        Field("soort", Text(nl="Soort kenmerk", en="Sort of identifier"), value=typed.get("soort", "pseudoniem")),
        Field(
            wire("owner"),
            Text(nl="In de dossiers van", en="In the dossiers of"),
            "select",
            typed.get(wire("owner"), ""),
            options=[(one, same(publisher_name(book_of(request), one))) for one in names],
        ),
    ]
    explain = Text(
        nl="U krijgt één ZIP: alles uit de dossiers over deze betrokkene, en wie er wanneer keek (AVG art. 15).",
        en="You get one ZIP: all that the dossiers hold about this data subject, and who looked when (GDPR art. 15).",
    )
    return _form(request, _ANSWER, explain, fields, paths(language)["dossiers"], errors)
