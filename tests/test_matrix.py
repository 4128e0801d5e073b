from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from risk_boards import MATRIX, assessed, logs, risk

from board.matrix import (
    NOT_RATED,
    PRESETS,
    band,
    band_of,
    by_band,
    cells,
    counts,
    in_range,
    size,
    written,
)
from board.settings import RiskBand, RiskCell, RiskSettings, Settings
from board.settings_check import problems

IMPACT_ODD = replace(MATRIX, cells=(RiskCell(5, 1, "extreme"),))


@st.composite
def matrices(draw):
    """Any matrix a board may settle on: three to six levels, with cells of their own."""
    impacts, likelihoods = draw(st.integers(3, 6)), draw(st.integers(3, 6))
    top = impacts * likelihoods
    edges = sorted({0, top, *draw(st.lists(st.integers(1, top), max_size=4))})
    bands = tuple(
        RiskBand(f"band {n}", low + 1, high) for n, (low, high) in enumerate(pairwise(edges))
    )
    levels = st.tuples(st.integers(1, impacts), st.integers(1, likelihoods))
    own = draw(st.dictionaries(levels, st.sampled_from([each.name for each in bands]), max_size=5))
    return RiskSettings(
        impact_levels=tuple("abcdef"[:impacts]),
        likelihood_levels=tuple("uvwxyz"[:likelihoods]),
        bands=bands,
        cells=tuple(RiskCell(*cell, name) for cell, name in own.items()),
    )


@given(matrices())
def test_every_cell_of_a_sound_matrix_is_in_one_of_its_bands(matrix):
    assert problems(replace(Settings(), risk=matrix)) == ()
    assert all(band(matrix, *cell) in matrix.bands for cell in cells(matrix))
    assert len(set(cells(matrix))) == size(matrix)[0] * size(matrix)[1]


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_sound_and_carries_a_shape_and_a_letter_for_each_band(name):
    assert problems(replace(Settings(), risk=PRESETS[name])) == ()
    for field in ("colour", "shape", "ascii"):
        marks = [getattr(each, field) for each in PRESETS[name].bands]
        assert len(set(marks)) == len(marks)
        assert all(marks)


def test_the_first_preset_is_what_a_new_board_has():
    assert PRESETS["npsa 5x5"] == Settings().risk == next(iter(PRESETS.values()))


def test_a_cell_can_be_in_another_band_than_its_score():
    assert band(IMPACT_ODD, 5, 1).name == "extreme"
    assert band(IMPACT_ODD, 1, 5).name == "moderate"


@pytest.mark.parametrize("cell", [(None, 3), (3, None), (0, 3), (3, 6), (-1, -9), (1, 25)])
def test_what_is_not_rated_or_not_in_the_matrix_has_no_band(cell):
    assert band(MATRIX, *cell) is None


def test_a_rating_is_written_with_the_boards_first_axis_first():
    assert written(MATRIX, 4, 2) == "4x2"
    assert written(replace(MATRIX, first="likelihood"), 4, 2) == "2x4"


def test_a_score_alone_has_a_band_only_when_all_its_cells_agree():
    assert band_of(MATRIX, assessed("current", score=12)).name == "high"
    assert band_of(MATRIX, assessed("current", score=5)).name == "moderate"
    assert band_of(IMPACT_ODD, assessed("current", score=5)) is None
    assert band_of(MATRIX, assessed("current", score=7)) is None
    assert band_of(MATRIX, assessed("current", score=0)) is None
    assert band_of(MATRIX, None) is None


def test_a_frozen_review_keeps_the_bands_of_its_day():
    frozen = assessed("Q1 26/27", 2, 3, matrix=PRESETS["5x5 three colours"])
    assert band_of(MATRIX, frozen).name == "amber"
    assert band_of(MATRIX, replace(frozen, matrix=None)).name == "moderate"


def test_the_matrix_counts_open_risks_and_not_those_nobody_rated():
    log = [
        risk(1, assessed("original", 5, 5), assessed("current", 3, 3)),
        risk(2, assessed("current", 4, 4), assessed("current", 3, 3)),
        risk(3, status="closed"),
        risk(4, assessed("current", rated="high")),
        risk(5, assessed("target", 1, 1)),
    ]
    assert {cell: count for cell, count in counts(log, MATRIX).items() if count} == {(3, 3): 2}
    assert counts(log, MATRIX, "original")[5, 5] == 1
    assert by_band(log, MATRIX) == {
        "low": 0, "moderate": 0, "high": 2, "extreme": 0, NOT_RATED: 2,
    }  # fmt: skip


@given(logs(), matrices())
def test_open_risks_are_all_counted_once_by_band(log, matrix):
    assert sum(by_band(log, matrix).values()) == sum(each.is_open for each in log)
    in_cells = [
        each for each in log
        if each.is_open and (now := each.latest("current")) and now.product is not None
        and in_range(matrix, now.impact, now.likelihood)
    ]  # fmt: skip
    assert sum(counts(log, matrix).values()) == len(in_cells)
