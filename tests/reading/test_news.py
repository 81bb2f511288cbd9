"""Which paragraphs of a report are news."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.reading.news import BoilerplateRule, boilerplate_rules, is_boilerplate, news_passages

NEWS = [
    "Iran said on Monday that it would not intervene unless it was attacked.",
    "The foreign ministers of Egypt and Jordan met in Cairo to discuss a truce.",
    "Photographs of the damaged bridge were shown on state television.",
    "The video, released by the group on Friday, shows two captured soldiers.",
    "Readers of the newspaper were warned that its office in the capital would close.",
    "He signed up to fight with the militia in 2014, his brother said.",
    "Subscribers to the state energy firm were told that supplies would be cut.",
    "By Tuesday evening the rebels had taken the airport.",
    "By Sunday, Russia and Turkey had agreed on a corridor.",
    "Reporting from the front has been restricted since the offensive began.",
    "Follow-up talks are planned in Geneva next month.",
    "The author of the resolution, France, called for a vote on Thursday.",
    "A senior fellow of the institute was arrested by Iranian police in March.",
    "Copyright disputes between the two countries were left out of the deal.",
    "The prime minister shared intelligence with his allies before the strike.",
    "Related attacks in the north killed four people, the army said.",
    "Most of the rebels had left the valley by the weekend.",
    "Donations from Gulf states paid for the hospital that was shelled.",
    "Scrolls taken from the museum were returned to Iraq.",
    "Read aloud in parliament, the letter accused Turkey of arming the rebels.",
    "See-sawing battles for the town have gone on since May.",
    "Watching the border, Hezbollah held its fire.",
    "Updated sanctions against North Korea were agreed by the Security Council.",
    "Published figures show that aid to Ukraine fell by half.",
    "The two sides accept neither the map nor the date of the handover.",
    "Hamas called on its allies for help. Iran gave none.",
    "Ahmed Hassan is a farmer whose house in the south was destroyed by shelling.",
    "The pictures by the drone led to the strike on the depot, Israel said.",
    "Tapes of the call between the presidents were leaked on Wednesday.",
    "“We will answer,” the general said. “Our forces are ready.”",
]


@pytest.mark.parametrize("rule", boilerplate_rules(), ids=lambda rule: rule.example[:30])
def test_the_example_of_a_rule_is_boilerplate(rule: BoilerplateRule) -> None:
    assert rule.pattern.search(rule.example)
    assert is_boilerplate(rule.example, last=rule.last)


@pytest.mark.parametrize("sentence", NEWS)
def test_an_ordinary_sentence_is_news_wherever_it_stands(sentence: str) -> None:
    assert not is_boilerplate(sentence)
    assert not is_boilerplate(sentence, last=True)


def test_a_blurb_is_boilerplate_only_at_the_end() -> None:
    blurbs = [
        "Jane Doe is a freelance journalist who writes about the region.",
        "Coffee lover. Part-time gardener. Student of old maps.",
    ]
    news = "Troops crossed the river at dawn."
    for blurb in blurbs:
        assert not is_boilerplate(blurb)
        assert is_boilerplate(blurb, last=True)
        assert passages("\n\n".join([news, blurb])) == [news]
        assert passages("\n\n".join([blurb, news, news, news]))[0] == blurb


def passages(text: str) -> list[str]:
    return [text[start:end] for start, end in news_passages(text)]


WRAPPED = (
    "The army of the northern state moved two brigades\n"
    "to the river on Monday, its spokesman said, after\n"
    "talks had failed.\n"
    "The southern state called the move a threat and\n"
    "asked the council of the league for a meeting.\n"
)
LONG = "The ministers met in the capital for the third time " + "and spoke of the truce " * 5

TEXTS = [
    pytest.param("", [], id="empty"),
    pytest.param(" \n\t\n ", [], id="blank"),
    pytest.param("Troops left.", ["Troops left."], id="one line"),
    pytest.param("One came.\n\nTwo left.\n", ["One came.", "Two left."], id="blank line"),
    pytest.param("One came.\r\n\r\nTwo left.", ["One came.", "Two left."], id="blank line, CRLF"),
    pytest.param("One came.\n \t\nTwo left.", ["One came.", "Two left."], id="line of spaces"),
    pytest.param(
        WRAPPED,
        [WRAPPED[: WRAPPED.index("\nThe southern")], WRAPPED[WRAPPED.index("The southern") : -1]],
        id="wrapped by hand: a short line that ends a sentence ends a paragraph",
    ),
    pytest.param(
        LONG + "ended.\nOne line\nAnother line.\n",
        [LONG + "ended.", "One line", "Another line."],
        id="long lines: each is a paragraph",
    ),
    pytest.param(
        "One came.\n\nRead more: who are the rebels?\n\nTwo left.\n\nThree stayed.",
        ["One came.", "Two left.", "Three stayed."],
        id="boilerplate between",
    ),
    pytest.param(
        "Title: A truce\nDate: 2023-11-01\nSource: Example Post\n\nOne came.",
        ["One came."],
        id="header lines",
    ),
    pytest.param("Note: one came.", ["Note: one came."], id="no header line"),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_the_paragraphs_of_a_text(text: str, expected: list[str]) -> None:
    assert passages(text) == expected


def test_offsets_are_into_the_whole_text_header_included() -> None:
    text = "Title: A truce\nDate: 2023-11-01\n\nOne came.\n\nTwo left."
    assert list(news_passages(text)) == [(33, 42), (44, 53)]
    assert text[33:42] == "One came."


@given(
    st.text(st.sampled_from("ab .,\n\r\t“”’\u2028\u00a0é🙂:©"), max_size=300)
    | st.lists(st.sampled_from([*NEWS, "", "\n", WRAPPED, "Share this article"])).map("\n".join)
)
def test_passages_are_in_order_apart_and_within_the_text(text: str) -> None:
    found = list(news_passages(text))
    ends = [0, *(end for _, end in found)]
    assert all(before <= start < end for before, (start, end) in zip(ends, found, strict=False))
    assert all(end <= len(text) and text[start:end].strip() for start, end in found)
