"""Scripts by which a court's page sends its form by itself, for a script in which `form` is the form."""

SUBMIT = "HTMLFormElement.prototype.submit.call(form)"
FETCH = "fetch(form.action, {method: 'POST', body: new URLSearchParams(new FormData(form))})"
FETCH_PARTS = "fetch(form.action, {method: 'POST', body: new FormData(form)})"
LOGIN_BUTTON = "[...form.querySelectorAll('button')].find(one => one.textContent.includes('Login'))"
BEACON = "navigator.sendBeacon(form.action, new URLSearchParams(new FormData(form)))"


def run_script(script: str, form: str = "form") -> str:
    """Return the end of a page that runs a script; the form is the first one by CSS."""
    return f"<script>{{ const form = document.querySelector('{form}'); {script} }}</script></body>"


def when_typed(field: str, script: str) -> str:
    """Return the end of a page that runs a script when anything is typed into a field, given as CSS."""
    return run_script(f"form.querySelector('{field}').oninput = () => {{ {script} }};")
