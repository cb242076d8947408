"""CM/ECF, legacy and NextGen: what a court's e-filing system shows its users."""

from stage.ecf import docket, filing, legacy_login, legacy_maintain, link, menu_pages, public, sign_in

SITES = (
    sign_in.site,
    public.site,
    menu_pages.site,
    docket.site,
    filing.site,
    link.site,
    legacy_login.site,
    legacy_maintain.site,
)
