"""An answer as it is shown: its message and its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from bot import render
from bot.render import buttons

if TYPE_CHECKING:
    from telegram import InlineKeyboardMarkup

    from bot.handlers.service import Service
    from bot.index_client import FoundAnswer
    from bot.texts import Texts


class View(NamedTuple):
    """A message: its HTML and the buttons below it."""

    html: str
    keyboard: InlineKeyboardMarkup | None


class ViewOptions(NamedTuple):
    """Which snippet to show, the question to quote above it, and whether to show its context below it."""

    position: int = 0
    quoted: str | None = None
    context: bool = False


BEST: Final = ViewOptions()


async def view(service: Service, response: FoundAnswer, texts: Texts, options: ViewOptions = BEST) -> View:
    """Return the view of an answer, or of the reason why there is none."""
    position, quoted, context = options
    match response.answer.declined:
        case "empty":
            return View(render.plain(texts.empty), None)
        case "small_talk":
            return View(render.plain(texts.small_talk), None)
        case "collection":
            about = await service.index.about()
            keyboard = buttons.of_examples(about.examples)
            return View(render.covered(about.coverage, about.examples, texts), keyboard)
    examples = () if response.answer.answered else (await service.index.about()).examples
    around = await service.index.around(response, position) if context else None
    extras = render.Extras(
        question=quoted,
        note=_note(response, texts),
        context=around.sentences if around else (),
        also_in=around.also_in if around else (),
        examples=examples,
    )
    keyboard = buttons.of_answer(response, position, texts, examples, context=context)
    return View(render.answer(response.answer, position, texts, extras), keyboard)


def _note(response: FoundAnswer, texts: Texts) -> str | None:
    """Return a note on where the answer to a follow-up comes from."""
    if response.within_key is None:
        return None
    return texts.in_that_article if response.within else texts.not_in_that_article
