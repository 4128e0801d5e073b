"""Words left in a file by a session that ended before the book would take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.keys import new_key
from storage.minutes import minute_texts, save_discussion, save_resolved

if TYPE_CHECKING:
    from tui.rescue import Rescue, Rescued
    from tui.screens.base import BookScreen


async def offer_rescued(screen: BookScreen, rescue: Rescue) -> None:
    """Offer each rescued text for its minute; what is not wanted stays in its file."""
    await screen.looked.wait()  # or the screen, opening, would take the keys from the question
    for rescued in rescue.waiting():
        texts = await screen.hwb.desk.ask(minute_texts, rescued.minute)
        if texts is None:
            continue  # of a minute that is not in this book: its file is not ours to take
        if texts[rescued.field] == rescued.text:
            rescue.drop(rescued.minute, rescued.field)
        else:
            await _offer(screen, rescue, rescued, texts)


async def _offer(
    screen: BookScreen, rescue: Rescue, rescued: Rescued, texts: dict[str, str]
) -> None:
    name = f"minute {texts['printed']}, {rescued.field}"
    answer = await screen.prompt.ask(
        f"{len(rescued.text)} characters of {name} were not saved last time. Put them in? y or n:",
        "y",
    )
    if (answer or "n").strip().lower()[:1] != "y":
        screen.say(f"They stay in {rescued.path}.")
        return
    now = texts[rescued.field]
    # The book mostly holds the beginning of what was typed; otherwise nothing of either is lost.
    whole = rescued.text if rescued.text.startswith(now) else f"{now}\n{rescued.text}"
    save = save_discussion if rescued.field == "discussion" else save_resolved
    await screen.hwb.desk.ask(save, rescued.minute, whole, now, new_key())
    rescue.drop(rescued.minute, rescued.field)
    await screen.reread()
    screen.say(f"Put into {name}.", "success")
