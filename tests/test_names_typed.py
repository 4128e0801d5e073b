"""A name completed in the text joins what was typed of it already."""

from __future__ import annotations

import pytest

from tui.names_typed import rest_of


@pytest.mark.parametrize(
    ("before", "put_in"),
    [
        ("", "Cllr Joan Whitlock"),
        ("The Board thanked ", "Cllr Joan Whitlock"),
        ("The Board thanked Cllr ", "Joan Whitlock"),
        ("cllr ", "Joan Whitlock"),
        ("Cllr Joan ", "Whitlock"),
        ("Cllr", "Cllr Joan Whitlock"),
        ("ex-Cllr ", "Cllr Joan Whitlock"),
        ("Mr ", "Cllr Joan Whitlock"),
    ],
)
def test_the_title_already_typed_is_not_put_in_again(before, put_in):
    assert rest_of("Cllr Joan Whitlock", before) == put_in
