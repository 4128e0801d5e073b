"""People."""

from tui.screens.base import BookScreen
from widgets.sheet import Sheet


class PeopleScreen(BookScreen):
    TITLE_WORD = "People"

    def body(self):
        yield Sheet()

    async def reread(self):
        pass
