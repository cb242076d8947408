"""CM/ECF, legacy and NextGen: what a court's e-filing system shows its users."""

from stage.ecf import desk, docket, entry, filing, legacy_login, legacy_maintain, link, public

SITES = (
    entry.site,
    public.site,
    desk.site,
    docket.site,
    filing.site,
    link.site,
    legacy_login.site,
    legacy_maintain.site,
)
