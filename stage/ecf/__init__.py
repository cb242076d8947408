"""CM/ECF, legacy and NextGen: what a court's e-filing system shows its users."""

from stage.ecf import docket_pages, filing_pages, link_pages, login, maintain_login, menu_pages, public

SITES = (
    login.site,
    public.site,
    menu_pages.site,
    docket_pages.site,
    filing_pages.site,
    link_pages.site,
    maintain_login.site,
)
