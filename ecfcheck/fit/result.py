"""The results of examining a court's public pages, to be printed or written as JSON."""

from pydantic import BaseModel, ConfigDict, computed_field


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True)


class PageFit(_Result):
    """Whether a page fits its page object, and why not."""

    fits: bool | None = None
    """None if the page could not be judged."""
    reason: str = ""
    """Why it does not fit or could not be judged."""
    screens: tuple[str, ...] = ()
    """The screens that the page was recognized as."""


class WayInFit(PageFit):
    """Whether the website fits, and its link to CM/ECF's login."""

    words: str = ""
    address: str = ""
    opens_tab: bool = False


class FrontPageFit(PageFit):
    """Whether CM/ECF's public front page fits."""

    release: str = ""


class CourtFit(_Result):
    """Whether a court's pages fit."""

    court: str
    name: str
    way_in: WayInFit
    front_page: FrontPageFit
    login: PageFit
    court_file: tuple[str, ...] = ()
    """The lines that the court's file needs for the court to fit."""

    @property
    def pages(self) -> dict[str, PageFit]:
        """The pages by the names that people read."""
        return {"way in": self.way_in, "front page": self.front_page, "login": self.login}

    @computed_field  # type: ignore[prop-decorator]  # mypy does not support decorated properties
    @property
    def fits(self) -> bool | None:
        """Whether all judged pages fit and the court's file is complete; None if none was judged."""
        judged = [page.fits for page in self.pages.values() if page.fits is not None]
        return all(judged) and not self.court_file and not self.way_in.reason if judged else None


class FileFit(_Result):
    """The screens that a saved page was recognized as, and what the expected one's checks read."""

    file: str
    screen: str
    screens: tuple[str, ...]
    checks: dict[str, object] = {}

    @computed_field  # type: ignore[prop-decorator]  # mypy does not support decorated properties
    @property
    def fits(self) -> bool:
        """Whether it was recognized as the expected screen and no other."""
        return self.screens == (self.screen,)
