"""What was found out about a court's public pages, as values that are printed and written."""

from pydantic import BaseModel, ConfigDict, computed_field


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True)


class PageFit(_Result):
    """One page: whether it is as the suite knows such pages, and why not."""

    fits: bool | None = None
    """None if the page was not there to be judged."""
    reason: str = ""
    """Why it does not fit, or could not be judged."""
    screens: tuple[str, ...] = ()
    """The screens that the page was recognized as."""


class WayInFit(PageFit):
    """The website, and its link to the login of CM/ECF."""

    words: str = ""
    address: str = ""
    opens_tab: bool = False


class FrontPageFit(PageFit):
    """CM/ECF's public front page."""

    release: str = ""


class CourtFit(_Result):
    """A court."""

    court: str
    name: str
    way_in: WayInFit
    front_page: FrontPageFit
    login: PageFit
    court_file: tuple[str, ...] = ()
    """The lines to put into the court's file, so that it fits."""

    @property
    def pages(self) -> dict[str, PageFit]:
        """The pages by their names for people."""
        return {"way in": self.way_in, "front page": self.front_page, "login": self.login}

    @computed_field  # type: ignore[prop-decorator]  # mypy knows no decorated properties
    @property
    def fits(self) -> bool | None:
        """Whether all that could be judged fits and the court's file lacks nothing; None if nothing could."""
        judged = [page.fits for page in self.pages.values() if page.fits is not None]
        return all(judged) and not self.court_file and not self.way_in.reason if judged else None


class FileFit(_Result):
    """A saved page that should be a certain screen: what it was recognized as, and what its checks see."""

    file: str
    screen: str
    screens: tuple[str, ...]
    checks: dict[str, object] = {}

    @computed_field  # type: ignore[prop-decorator]  # mypy knows no decorated properties
    @property
    def fits(self) -> bool:
        """Whether it was recognized as that screen and as no other."""
        return self.screens == (self.screen,)
