"""Whatever the text, each entry's words stand in it where the entry says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.model import Actor, Bond, Commitment, Entry, Report
from foedus.pipeline import Coder

SENTENCES = [
    "Hamas attacked Israel.",
    "Israel was attacked by Hezbollah from southern Lebanon.",
    "Iran said it would not intervene unless it was attacked.",
    "Iran vowed to help Hamas if Israel invades Gaza.",
    "Hezbollah called on Iran to send weapons.",
    "The US sent two aircraft carriers to the eastern Mediterranean.",
    "Russian troops shelled Kharkiv on Tuesday, killing 12 people.",
    "Ukraine denied that its forces had struck the dam.",
    "Turkey's president met Vladimir Putin in Sochi.",
    "“We stand with Armenia,” the French foreign minister said.",
    "Azerbaijan agreed to a ceasefire; Armenia rejected it.",
    "China condemned the attack on the Iranian consulate in Damascus.",
    "The Houthis fired missiles at a ship in the Red Sea.",
    "Saudi Arabia, Egypt and Jordan urged Israel to open the crossing.",
    "He warned that his country would answer any attack.",
    "NATO allies pledged $2bn in aid to Ukraine.",
    "Washington imposed sanctions on three Iranian banks.",
    "Syrian rebels withdrew from Aleppo after talks with Russia.",
    "Iran-backed militias attacked US bases in Iraq and Syria.",
    "Iran and Hezbollah are allies, but their alliance is strained.",
    "Both sides accused each other of breaking the truce.",
    "According to officials, Pakistan may strike again.",
    "Qatar mediated between Israel and Hamas.",
    "The EU refused to recognise the vote.",
    "Poland will not send troops, Prime Minister Donald Tusk said.",
    "Did Israel bomb the hospital? Hamas says so; Israel denies it.",
    "Armenia asked the CSTO for help. The CSTO sent observers.",
    "North Korea launched a missile over Japan on 4 October 2022.",
    "Protesters in Tbilisi demanded that Georgia leave the talks.",
    "Venezuela's Nicolás Maduro expelled the US ambassador.",
    "São Tomé and Côte d'Ivoire signed an agreement on trade.",
    "Recep Tayyip Erdoğan phoned Volodymyr Zelensky.",
    "The Taliban freed 40 prisoners last week.",
    "It seized the town, and its fighters arrested dozens.",
    "Khartoum: the army and the RSF fought for the palace.",
    "Israel (which has not commented) struck Damascus airport…",
    "Kim Jong-un promised Russia “full support” in its war!",
    "As long as the siege lasts, Yemen's Houthis will block ships.",
    "Ethiopia's troops were surprised by the Tigray offensive.",
    "Read more: what Israel wants.",
]
JOINTS = [
    " ", "\n", "\n\n", "\r\n", "\r\n\r\n", "\t", "\u00a0", "  ", " \n ", "\u2028", "\u200b", "",
    " 🙂 ", " 👩‍👩‍👧 ", " — ", "” “", "’ ‘", " (…) ", " שלום ", " السلام ", "\u202e", "\u200f",
    "e\u0301 ", "\u0301", "\ufeff", "\x00", "\x0b", "\x1f", "ﬁ ", "İ ", "ß ", "𝔘 ", "\ud7ff ",
]  # fmt: skip
# Inside a sentence: a letter or a space is put in another way.
SWAPS = {" ": ["\n", "\u00a0", "  ", "\t"], "'": ["’", "‘"], "e": ["é", "e\u0301"], "s": ["ſ"]}


@st.composite
def built_texts(draw: st.DrawFn) -> str:
    """Sentences of ours with odd characters between and inside them."""
    parts = []
    for sentence in draw(st.lists(st.sampled_from(SENTENCES), max_size=6)):
        at = draw(st.integers(0, len(sentence) - 1))
        swap = draw(st.sampled_from(SWAPS.get(sentence[at], [sentence[at]])))
        parts += [draw(st.sampled_from(JOINTS)), sentence[:at], swap, sentence[at + 1 :]]
    return "".join(parts)


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder()


def actors_of(entry: Entry) -> Iterator[Actor]:
    if isinstance(entry, Bond):
        yield from entry.members
        return
    yield from entry.attributed_to
    if isinstance(entry, Commitment):
        yield entry.actor
        yield from entry.act.recipients
        yield from entry.act.beneficiaries
        if entry.condition:
            yield from entry.condition.actors
            yield from entry.condition.recipients
        return
    yield from entry.actors
    yield from entry.recipients
    yield from entry.through


def check_words(text: str, entries: list[Entry]) -> None:
    for entry in entries:
        evidence = entry.evidence
        assert 0 <= evidence.start < evidence.end <= len(text)
        assert evidence.quote == text[evidence.start : evidence.end]
        for actor in actors_of(entry):
            assert 0 <= actor.start <= actor.end <= len(text)
            assert actor.text == text[actor.start : actor.end]


@pytest.mark.parametrize("text", [*SENTENCES, "\n".join(SENTENCES), "\n\n".join(SENTENCES)])
def test_the_words_of_our_sentences_stand_in_them(coder: Coder, text: str) -> None:
    ((report, entries),) = coder.code([Report("r", text, date=dt.date(2023, 11, 1))])
    assert report.text == text
    check_words(text, entries)


def test_our_sentences_give_entries(coder: Coder) -> None:
    ((_, entries),) = coder.code([Report("r", "\n\n".join(SENTENCES), date=dt.date(2023, 11, 1))])
    assert len(entries) >= len(SENTENCES) // 2
    assert any(list(actors_of(entry)) for entry in entries)


@settings(max_examples=150, deadline=None)
@given(texts=st.lists(built_texts(), min_size=1, max_size=3))
def test_the_words_of_built_texts_stand_in_them(coder: Coder, texts: list[str]) -> None:
    reports = [Report(f"r{number}", text) for number, text in enumerate(texts)]
    coded = list(coder.code(reports))
    assert [report.id for report, _ in coded] == [report.id for report in reports]
    for report, entries in coded:
        check_words(report.text, entries)


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_the_words_of_any_text_stand_in_it(coder: Coder, text: str) -> None:
    ((_, entries),) = coder.code([Report("r", text, date=dt.date(2023, 11, 1))])
    check_words(text, entries)
