"""What a page prints around its news is in no sentence; news that begins like it stays."""

from __future__ import annotations

from itertools import pairwise

import pytest

from model.records import Article
from model.scorer import StanceScorer
from model.segmentation import segment_article

NEWS = "Norway condemned Belarus on Friday."


def sentences(text: str) -> list[str]:
    s = segment_article(text)
    return [s.text[slice(*s.span(x.first, x.last))] for x in s.sentences]


UNDER_THE_HEADLINE = [
    "Astrid Holm in Bergen",
    "Astrid Holm in Bergen and Jude Okoro in Minsk",
    "Astrid Holm, diplomatic editor",
    "Jude Okoro | BBC News",
]
ANYWHERE = [
    "By Astrid Holm",
    "BY ASTRID HOLM AND JUDE OKORO",
    "By Astrid Holm, Reuters",
    "By: Astrid Holm and Jude Okoro, Associated Press Writers",
    "By Astrid Holm, chief political correspondent",
    "Analysis by Jude Okoro, CNN",
    "Published 3 May 2024",
    "Updated 10:32 AM ET, Fri May 3, 2024",
    "4 min read",
    "FILE PHOTO: Latvia's premier greets Estonia's at a border post. The two praised each other.",
    "Photo: Mali thanked Chad at the summit",
    "Image caption: Serbia's envoy attacks Kosovo in the chamber",
    "Image source, Getty Images",
    "FILE - Senator Ruth Vail denounces Peru in Lima, May 2, 2023. (AP Photo/Jude Okoro)",
    "Serbia's envoy attacks Kosovo in the chamber. (Photo by Jude Okoro/Getty Images)",
    "Togo's players thank Ghana's. Jude Okoro/AFP/Getty Images",
    "Read more: Serbia attacks Kosovo over tolls",
    "READ ALSO | Serbia attacks Kosovo over tolls",
    "Related: Mali thanks Chad",
    "Related stories",
    "ADVERTISEMENT",
    "Advertisement",
    "Story continues below",
    "Sign up for our newsletter, and let Ruth Vail explain Peru to you",
    "Get the Bergen Courier's stories delivered to your inbox.",
    "Follow Jude Okoro on Twitter: @judeokoro",
    "Follow us on Telegram",
    "Share this story",
    "Reporting by Jude Okoro in Minsk; Editing by Ruth Vail",
    "(Reporting by Jude Okoro; Additional reporting by Ruth Vail in Lima; Writing by Astrid Holm)",
    "(With inputs from agencies)",
    "Jude Okoro and Ruth Vail contributed to this report.",
    "Associated Press writer Jude Okoro in Minsk contributed to this report.",
    "© 2024 The Bergen Courier. All rights reserved.",
    "Copyright 2024 The Bergen Courier",
    "This story has been updated to add that Serbia attacked Kosovo.",
    "This article was originally published by the Bergen Courier, which Serbia accuses.",
    "Correction: An earlier version of this story said that Serbia had attacked Kosovo.",
    "Editor's note: Ruth Vail accused Peru before this was written.",
]
LINES = [*UNDER_THE_HEADLINE, *ANYWHERE]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(
    "shape", ["Oslo acts\n\n{}\n\n" + NEWS, "Oslo acts\n{}\n" + NEWS, "Oslo acts\r\n\r\n{}\r\n\r\n" + NEWS]
)
def test_a_line_that_is_not_news_is_in_no_sentence(line: str, shape: str) -> None:
    assert sentences(shape.format(line)) == ["Oslo acts", NEWS]


@pytest.mark.parametrize(
    "text",
    [
        "By Friday Norway had condemned Belarus.",
        "By Backing Vail, Oslo Angers Rome",
        "By condemning Belarus, Norway pleased Latvia.",
        "By Popular Demand, Vail Stays",
        "Read my lips, Vail told Norway.",
        "Read more books, Norway told its pupils.",
        "Related charges against Chad were dropped by Mali.",
        "Image matters to Norway, which condemned Belarus.",
        "Follow the money, Vail told Norway.",
        "Sign up for the army, Norway told its students.",
        "Subscribe to nothing that Belarus says, Vail warned.",
        "Share prices fell after Norway condemned Belarus.",
        "Reporting by the Courier angered Norway.",
        "Reporting by Reuters showed that Chad attacked Mali.",
        "Editing by Belarus of the minutes angered Latvia.",
        "Norway contributed to this report, which attacks Belarus.",
        "Copyright law divides Norway and Sweden.",
        "Advertisement bans please Norway.",
        "This report was published by Norway and blames Belarus.",
        "This story has two sides, Norway told Belarus.",
        "The correction of the border angered Chad.",
        "Photographs that Reuters published angered Belarus.",
        "Updated figures angered Norway.",
        "Joe Vail in Bergen praised Norway.",
        "NATO — the alliance of thirty states — condemned Belarus.",
        "Vail (Norway's envoy) attacked Belarus.",
    ],
)
@pytest.mark.parametrize("shape", ["{}", "Oslo acts\n\n{}\n\n" + NEWS])
def test_news_that_begins_like_it_stays(text: str, shape: str) -> None:
    assert text in sentences(shape.format(text))


@pytest.mark.parametrize(
    "headline",
    ["Ruth Vail in Bergen", "By Land and Sea, Norway Arms", "Watch: Norway condemns Belarus | Bergen Courier"],
)
def test_a_headline_is_no_byline(headline: str) -> None:
    assert sentences(f"{headline}\n\n{NEWS}") == [headline.split(" |")[0], NEWS]


@pytest.mark.parametrize(
    "glued",
    [
        "(Photo by Jude Okoro/Getty Images)",
        "(Jude Okoro/Reuters)",
        "(AP Photo/Jude Okoro)",
        "Jude Okoro/AFP/Getty Images",
        "Jude Okoro / The Bergen Courier via Getty Images",
        "FILE PHOTO: Serbia's envoy, Dr. Ana Hale, attacks Kosovo in the U.S. on May 3. REUTERS/Jude Okoro/File Photo",
        "FILE PHOTO: Serbia's envoy attacks Kosovo.",
        "Enlarge this image toggle caption Jude Okoro/AP Jude Okoro/AP",
        "ADVERTISEMENT",
        "Sign up for our newsletter",
        "Sign up for Daily Newsletters Manage Newsletters Copyright © 2024 The Bergen Courier, LLC.",
        "(Additional reporting by Ruth Vail)",
        "[Read more: Serbia attacks Kosovo]",
        "Read more: Serbia attacks Kosovo.",
        "Follow @judeokoro",
    ],
)
def test_what_is_glued_into_a_paragraph_parts_its_sentences(glued: str) -> None:
    assert sentences(f"Latvia was pleased. {glued} {NEWS}") == ["Latvia was pleased.", NEWS]


@pytest.mark.parametrize(
    "text",
    [
        "A Harrow Register/Bloomberg poll showed that Norway condemns Belarus.",
        "Norway (see the map) condemned Belarus.",
        "The Oslo/Bergen rivalry pleased Belarus.",
        "Related: Norway, which nobody had asked, condemned Belarus on Friday in terms that no premier of Latvia has ever used before.",
    ],
)  # fmt: skip
def test_in_doubt_nothing_is_cut_out_of_a_paragraph(text: str) -> None:
    assert sentences(f"Latvia was pleased. {text} {NEWS}") == ["Latvia was pleased.", text, NEWS]


@pytest.mark.parametrize(
    "start",
    [
        "By Jude Okoro BERGEN, Norway (AP) — ",
        "BERGEN — ",
        "(CNN) — ",
        "(CNN)",
        "(Reuters) - ",
        "CNN —\n\n",
        "Bergen, 3 May 2024 (TASS) — ",
    ],
)
def test_datelines_go(start: str) -> None:
    assert sentences(f"Oslo acts\n\n{start}{NEWS}") == ["Oslo acts", NEWS]


def test_a_quotation_goes_on_over_what_stands_between_its_paragraphs() -> None:
    s = segment_article('Dahl said: "They lied to us.\n\nADVERTISEMENT\n\n"They will lie again."')
    assert [q.continues for q in s.quotations] == [False, True]
    assert [x.paragraph for x in s.sentences] == [0, 1]


def test_quotation_marks_of_a_caption_open_nothing() -> None:
    s = segment_article('Vail spoke.\n\nPhoto: The "Bergen Star in port\n\nDahl said "No" to her.')
    assert [s.text[slice(*s.span(q.first, q.last))] for q in s.quotations] == ["No"]


@pytest.mark.parametrize("line", ["Advertisement", "© 2024 The Bergen Courier", "(AP Photo/Jude Okoro)"])
def test_a_text_of_nothing_else_has_no_sentence(line: str) -> None:
    assert sentences(line) == []


def test_nothing_around_the_news_gives_an_actor_or_a_stance(scorer: StanceScorer) -> None:
    alone = scorer.score(Article(NEWS, title="Oslo acts"))
    for line in LINES:
        text = f"{line}\n\n{NEWS}\n\n{line}"
        answer = scorer.score(Article(text, title="Oslo acts"))
        assert {a.name for a in answer.actors} == {a.name for a in alone.actors}, line
        assert {(s.holder, s.target, s.label) for s in answer.stances} == {
            (s.holder, s.target, s.label) for s in alone.stances
        }
        for evidence in (e for s in answer.stances for e in s.evidence if e.part == "text"):
            assert text[evidence.start : evidence.end] == evidence.text == NEWS


def test_sentences_of_a_page_keep_their_order_and_offsets() -> None:
    text = "\n\n".join(piece for line in ANYWHERE for piece in (line, NEWS))
    s = segment_article(text)
    assert [text[slice(*s.span(x.first, x.last))] for x in s.sentences] == [NEWS] * text.count(NEWS)
    assert all(a.last <= b.first for a, b in pairwise(s.sentences))
