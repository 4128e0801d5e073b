"""Who is meant by what an officer types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.names import complete, short, spoken, surname, understand
from board.people import Organisation, Person

MOSS = Person("1", "Cllr Anne Moss", "AM", forms=("Moss, Anne",))
OKORO = Person("2", "Joseph Okoro OBE", "JO")
WEST = Person("3", "Tom West", "TW")
JONES = Person("4", "Dr Hana Jones", "HJ")
MALIK = Person("5", "Adil Malik", "AM")
BERG = Person("6", "Mrs Zoë van der Berg", "ZB")
PEOPLE = (MOSS, OKORO, WEST, JONES, MALIK, BERG)
ICB = Organisation("icb", "Integrated Care Board", "ICB")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("TW/HJ", ("3", "4")),
        ("tw, JO", ("3", "2")),
        ("T.W.", ("3",)),
        ("Cllr Moss", ("1",)),
        ("Councillor Moss", ("1",)),
        ("A Moss & J Okoro", ("1", "2")),
        ("Moss, Anne and TW", ("1", "3")),
        ("zoe van der berg", ("6",)),
        ("Hana Jones; tom west", ("4", "3")),
        ("TW/ Tom West", ("3",)),
        ("TW, Public Health", ("3",)),
    ],
)
def test_initials_and_names_are_understood(text, keys):
    leads = understand(text, PEOPLE)
    assert (leads.text, leads.people, leads.flags) == (text, keys, ())


@pytest.mark.parametrize(
    "text", ["", "All", "ALL", "Public Health", "New Comms manager", "ICB", " / "]
)
def test_roles_and_organisations_stay_text(text):
    leads = understand(text, PEOPLE, [ICB])
    assert (leads.text, leads.people, leads.flags) == (text, (), ())


def test_a_nominee_is_not_the_person_who_nominates():
    assert understand("JO/TW nominee", PEOPLE).people == ("2",)


def test_initials_that_nobody_has_are_flagged():
    leads = understand("TW/QX", PEOPLE)
    assert leads.people == ("3",)
    assert [flag.code for flag in leads.flags] == ["unknown-initials"]
    assert "QX" in leads.flags[0].sentence


@pytest.mark.parametrize("initials", ["AM", "am", "A.M."])
def test_initials_that_two_people_share_are_flagged_with_both_names(initials):
    leads = understand(initials, PEOPLE)
    assert leads.people == ()
    assert leads.flags[0].code == "ambiguous-initials"
    assert leads.flags[0].sentence == f"{initials} could be Cllr Anne Moss or Adil Malik."


def test_a_surname_that_two_people_share_is_flagged():
    leads = understand("Moss", (*PEOPLE, Person("7", "Peter Moss", "PM")))
    assert (leads.people, leads.flags[0].code) == ((), "ambiguous-name")


def test_leads_are_spoken_by_name_and_the_rest_as_typed():
    assert spoken("TW, Public Health/AM", PEOPLE) == ("Tom West", "Public Health", "AM")


@pytest.mark.parametrize(
    ("prefix", "people"),
    [
        ("am", (MOSS, MALIK)),
        ("mo", (MOSS,)),
        ("m", (MOSS, MALIK, BERG)),
        ("j", (JONES, OKORO)),
        ("zoe", (BERG,)),
        ("Cllr A", (MOSS,)),
        ("a mal", (MALIK,)),
        ("berg", (BERG,)),
        ("obe", (OKORO,)),
        ("x", ()),
        (" ", ()),
    ],
)
def test_a_half_typed_name_is_completed_likeliest_first(prefix, people):
    assert complete(prefix, PEOPLE) == people


@pytest.mark.parametrize(
    ("name", "family", "shortly"),
    [
        ("Cllr Anne Moss", "Moss", "Cllr Moss"),
        ("Cllr Dr Anne Moss MBE", "Moss", "Cllr Dr Moss"),
        ("Mrs Zoë van der Berg", "van der Berg", "Mrs van der Berg"),
        ("Sir John Ash-Wood", "Ash-Wood", "Sir John"),
        ("Tom West", "West", "Tom West"),
        ("Moss, Anne", "Moss", "Moss, Anne"),
        ("Cllr", "Cllr", "Cllr"),
        ("", "", ""),
    ],
)
def test_a_name_is_said_shortly(name, family, shortly):
    assert (surname(name), short(name)) == (family, shortly)


@given(st.text(), st.text(), st.text(max_size=6))
def test_any_text_is_taken_as_a_name_and_kept(text, name, initials):
    person = Person("9", name, initials)
    assert understand(text, (*PEOPLE, person)).text == text
    complete(text, (person,))
    assert short(name)[:1] == name[:1]
