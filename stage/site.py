"""Sites: blueprints that answer on one host only, and the court of the current request."""

from typing import Any, cast

from flask import Blueprint, abort, g
from flask.blueprints import BlueprintSetupState
from flask.typing import RouteCallable

from stage.courts import BY_ID, StagedCourt
from stage.settings import get_settings


class Site(Blueprint):
    """A blueprint for `host`, written without a port: `ecf.<court>.localhost`.

    Views do not get `<court>` as an argument; `current_court()` returns it.
    """

    def __init__(self, name: str, host: str) -> None:
        super().__init__(name, __name__)
        self.host = host
        self.url_value_preprocessor(_store_court)

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: RouteCallable | None = None,
        provide_automatic_options: bool | None = None,  # noqa: FBT001 - Flask's own signature
        **options: Any,
    ) -> None:
        """Add the rule on this site's host, with the port of the application."""

        def add(state: BlueprintSetupState) -> None:
            state.add_url_rule(
                rule,
                endpoint,
                view_func,
                host=get_settings(cast("Any", state.app)).authority(self.host),
                provide_automatic_options=provide_automatic_options,
                **options,
            )

        self.record(add)


def _store_court(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "court" in values:
        g.court = BY_ID.get(values.pop("court")) or abort(404)


def current_court() -> StagedCourt:
    """Return the court of the requested host."""
    return cast("StagedCourt", g.court)
