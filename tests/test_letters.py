"""Names and words that are one in every spelling, and words that are not."""

import pytest

from briefkit.letters import folded
from briefkit.schema.spelling import plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Łukašenka", "LUKASENKA"),
        ("İstanbul", "Istanbul"),
        ("Kıbrıs", "Kibris"),
        ("Østergaard", "ostergaard"),
        ("Đorđe", "Dorde"),
        ("Kim Jong-un", "kim_jong un"),
        ("é", "e\u0301"),
        ("כָּתוּב", "כתוב"),
        ("كِتَاب", "كتاب"),
        ("김정은", "김정은"),
        ("Ярославль", "ЯРОСЛАВЛЬ"),
    ],
)
def test_one_name_in_two_spellings_is_one(one, other):
    assert folded(one) == folded(other) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"), [("कि", "का"), ("คำ", "คา"), ("사", "서"), ("a b", "ab")]
)
def test_vowels_that_are_written_as_marks_tell_words_apart(one, other):
    assert folded(one) != folded(other)
    assert len(folded(one).split()) == len(one.split())
