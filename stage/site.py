"""Sites: blueprints that answer on one host alone, and know which court that host belongs to."""

from typing import Any, cast

from flask import Blueprint, abort, g
from flask.blueprints import BlueprintSetupState
from flask.typing import RouteCallable

from stage.courts import BY_ID, StagedCourt
from stage.settings import build_settings


class Site(Blueprint):
    """A blueprint for `host`, written without port: `ecf.<court>.localhost`.

    The `<court>` of the host reaches no view as an argument; `current_court()` has it.
    """

    def __init__(self, name: str, host: str) -> None:
        super().__init__(name, __name__)
        self.host = host
        self.url_value_preprocessor(_keep_court)

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: RouteCallable | None = None,
        provide_automatic_options: bool | None = None,  # noqa: FBT001 - Flask's own signature
        **options: Any,
    ) -> None:
        """Add the rule on this site's host; the port is known when the application is made."""

        def add(state: BlueprintSetupState) -> None:
            state.add_url_rule(
                rule,
                endpoint,
                view_func,
                host=build_settings(cast("Any", state.app)).authority(self.host),
                provide_automatic_options=provide_automatic_options,
                **options,
            )

        self.record(add)


def _keep_court(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "court" in values:
        g.court = BY_ID.get(values.pop("court")) or abort(404)


def current_court() -> StagedCourt:
    """Return the court whose host was asked."""
    return cast("StagedCourt", g.court)
