"""Every kind of fault of a dictionary file is found, with its file, line and cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.catalogue.checking import check

NOTES = "# source: the test\n# licence: CC0-1.0\n"
STATES = "id,code,name,aliases,adjectives,people,capital,seats,since,until\n"
PARTIES = "id,code,name,kind,sector,aliases,since,until\n"
OFFICES = "actor,office,person,aliases,from,to\n"
MEMBERS = "member,group,from,to\n"
ROLES = "phrase,plural,sector,kind\n"

# A file without its notes, the line of the fault in it (notes included), a part of the cause.
FAULTS = [
    pytest.param("name,colour\nx,y\n", 3, "its header is none of", id="unknown header"),
    pytest.param("", 1, "it has no rows", id="no rows"),
    pytest.param(MEMBERS + "iran,opec\n", 4, "2 cells where memberships has 4", id="few cells"),
    pytest.param(MEMBERS + "iran,opec,,,\n", 4, "5 cells", id="many cells"),
    pytest.param(MEMBERS + 'iran,"opec,,\n', 4, "quotes do not match", id="open quote"),
    pytest.param(
        PARTIES + "Marsh Guard,,Marsh Guard,armed-group,REB,,,\n",
        4,
        "id 'Marsh Guard' is not a lower-case slug, such as 'marsh-guard'",
        id="id with capitals",
    ),
    pytest.param(PARTIES + ",,Marsh Guard,armed-group,REB,,,\n", 4, "id ''", id="no id"),
    pytest.param(PARTIES + "marsh-guard,,,armed-group,REB,,,\n", 4, "name is empty", id="no name"),
    pytest.param(
        PARTIES + "marsh-guard,,Marsh Guard,armed-group,REB,,,\n" * 2,
        5,
        "id 'marsh-guard' stands twice",
        id="double id",
    ),
    pytest.param(
        STATES + "marshland,ml,Marshland,,,,,,,\n", 4, "code 'ml' is not three capitals", id="code"
    ),
    pytest.param(
        PARTIES + "marsh-guard,Lbn,Marsh Guard,armed-group,REB,,,\n",
        4,
        "code 'Lbn'",
        id="code of a group",
    ),
    pytest.param(
        PARTIES + "marsh-guard,,Marsh Guard,armed-group,ARM,,,\n",
        4,
        "sector 'ARM' is none of PLOVER's",
        id="sector",
    ),
    pytest.param(
        PARTIES + "marsh-guard,,Marsh Guard,gang,REB,,,\n", 4, "kind 'gang' is none of", id="kind"
    ),
    pytest.param(
        STATES + "marshland,MLD,Marshland,,,,,Reed House,,\n",
        4,
        "write it as Reed House=GOV",
        id="seat without sector",
    ),
    pytest.param(
        STATES + "marshland,MLD,Marshland,,,,,Reed House=KNG,,\n", 4, "sector 'KNG'", id="seat"
    ),
    pytest.param(
        PARTIES + "marsh-guard,,Marsh Guard,armed-group,REB,,2003,2001\n",
        4,
        "since 2003 is after until 2001",
        id="backward dates",
    ),
    pytest.param(
        PARTIES + "marsh-guard,,Marsh Guard,armed-group,REB,,in spring,\n",
        4,
        "since 'in spring' is not a date; write YYYY-MM-DD, YYYY-MM or YYYY",
        id="no date",
    ),
    pytest.param(MEMBERS + "iran,opec,2001-02-30,\n", 4, "from '2001-02-30'", id="no such day"),
    pytest.param(MEMBERS + "iran,opec,,9999-13\n", 4, "to '9999-13'", id="no such month"),
    pytest.param(
        OFFICES + "atlantis,leader,Ann Sedge,,,\n",
        4,
        "actor 'atlantis' is the id of no party",
        id="office of nobody",
    ),
    pytest.param(OFFICES + "iran,boss,Ann Sedge,,,\n", 4, "office 'boss' is none of", id="office"),
    pytest.param(OFFICES + "iran,leader,,,,\n", 4, "person is empty", id="no person"),
    pytest.param(MEMBERS + "atlantis,nato,,\n", 4, "member 'atlantis' is the id of", id="member"),
    pytest.param(MEMBERS + "iran,atlantis,,\n", 4, "group 'atlantis' is the id of", id="group"),
    pytest.param(MEMBERS + "iran,iran,,\n", 4, "member of itself", id="its own member"),
    pytest.param(
        PARTIES + "marsh-guard,,Marsh Guard,armed-group,REB,Soon|However,,\n",
        4,
        "name 'However' is a common word",
        id="common word",
    ),
    pytest.param(
        OFFICES + "iran,leader,Ann Long,Long,1900,1901\n", 4, "name 'Long'", id="common surname"
    ),
    pytest.param(
        PARTIES + "marsh-guard,,Marsh Guard,armed-group,REB,Hezbollah,,\n",
        4,
        "name 'Hezbollah' is also that of hezbollah (groups.csv, line",
        id="shared name",
    ),
    pytest.param(ROLES + "reed cutter,reed cutters,CVL,crowd\n", 4, "kind 'crowd'", id="role kind"),
    pytest.param(
        ROLES + "Reed cutter,,CVL,person\n", 4, "not in lower case", id="role in capitals"
    ),
]


def users_file(folder: Path, text: str) -> Path:
    path = folder / "mine.csv"
    path.write_text(NOTES + text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("text", "line", "cause"), FAULTS)
def test_a_fault_is_found_with_file_line_and_cause(
    tmp_path: Path, text: str, line: int, cause: str
) -> None:
    path = users_file(tmp_path, text)
    (fault,) = check([path])
    assert (fault.file, fault.line) == (str(path), line)
    assert cause in fault.cause
    assert "\n" not in str(fault)


@pytest.mark.parametrize("missing", ["source", "licence"])
def test_a_file_must_name_its_source_and_licence(tmp_path: Path, missing: str) -> None:
    kept = "".join(line + "\n" for line in NOTES.splitlines() if missing not in line)
    path = tmp_path / "mine.csv"
    path.write_text(kept + MEMBERS + "albania,opec,,\n", encoding="utf-8")
    (fault,) = check([path])
    assert (fault.line, fault.file) == (1, str(path))
    assert f"it names no {missing}" in fault.cause


def test_all_faults_are_listed_not_only_the_first(tmp_path: Path) -> None:
    rows = "iran,opec\natlantis,nato,2001-99,soon\niran,opec,2002,2001\n"
    found = [(fault.line, fault.cause) for fault in check([users_file(tmp_path, MEMBERS + rows)])]
    assert [line for line, _ in found] == [4, 5, 5, 5, 6]
    assert sorted(cause.split("'")[0] for _, cause in found) == [
        "2 cells where memberships has 4", "from ", "from 2002 is after to 2001", "member ", "to ",
    ]  # fmt: skip


# Terms of two persons, and whether they hold the office together for too long.
TERMS = [
    ("head-of-state", ("2001-01-01", "2003-01-01"), ("2003-01-01", ""), False),
    ("head-of-state", ("2001-01-01", "2003-01-01"), ("2002-12-01", ""), False),
    ("head-of-state", ("2001-01-01", "2003-01-01"), ("2002-11-01", ""), True),
    ("foreign-minister", ("2001-01-01", ""), ("2002-01-01", "2003-01-01"), True),
    ("defence-minister", ("2001", "2003"), ("2003", "2005"), False),
    ("defence-minister", ("2001", "2005"), ("2003", "2006"), True),
    ("head-of-government", ("", ""), ("2003", ""), True),
    ("envoy", ("2001-01-01", ""), ("2002-01-01", ""), False),
]


@pytest.mark.parametrize(("office", "first", "second", "faulty"), TERMS)
def test_an_office_of_one_holder_is_not_held_by_two(
    tmp_path: Path, office: str, first: tuple[str, str], second: tuple[str, str], faulty: bool
) -> None:
    (tmp_path / "parties.csv").write_text(
        NOTES + STATES + "marshland,MLD,Marshland,,,,,,,\n", encoding="utf-8"
    )
    rows = [f"marshland,{office},Ann Sedge,,{','.join(first)}\n"]
    rows += [f"marshland,{office},Bo Reedman,,{','.join(second)}\n"]
    (tmp_path / "offices.csv").write_text(NOTES + OFFICES + "".join(rows), encoding="utf-8")
    found = check([tmp_path])
    assert [fault.line for fault in found] == ([5] if faulty else [])
    if faulty:
        assert "Bo Reedman and Ann Sedge" in found[0].cause
        assert "offices.csv, line 4" in found[0].cause


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("marsh-guard,,Marsh Guard,armed-group,REB,WHO Wing|reed men,,\n", id="names"),
        pytest.param('marsh-guard,,Marsh Guard,armed-group,REB,"Guard, the",2001,2001\n', id="1"),
        pytest.param("hezbollah,LBN,Hezbollah,party,PTY,Hizbullah,,\n", id="ours, anew"),
        pytest.param("old-reds,,Old Reds,party,PTY,Soviet Republics,1850,1860\n", id="dates"),
    ],
)
def test_a_right_file_has_no_faults(tmp_path: Path, row: str) -> None:
    assert check([users_file(tmp_path, PARTIES + row)]) == []


def test_names_may_be_shared_where_the_dates_lie_apart(tmp_path: Path) -> None:
    rows = "old-reds,,Old Reds,party,PTY,Reds,1900,1950\nnew-reds,,New Reds,party,PTY,Reds,{},\n"
    assert check([users_file(tmp_path, PARTIES + rows.format("1951"))]) == []
    (fault,) = check([users_file(tmp_path, PARTIES + rows.format("1950"))])
    assert "name 'Reds' is also that of old-reds" in fault.cause


@pytest.mark.parametrize(
    ("content", "cause"),
    [(b"\xff\xfe\x00", "it is not UTF-8"), (None, "cannot be read: No such file")],
)
def test_what_cannot_be_read_is_a_fault(tmp_path: Path, content: bytes | None, cause: str) -> None:
    path = tmp_path / "mine.csv"
    if content is not None:
        path.write_bytes(content)
    (fault,) = check([path])
    assert cause in fault.cause and fault.file == str(path)


def test_an_empty_folder_is_a_fault(tmp_path: Path) -> None:
    (fault,) = check([tmp_path])
    assert fault.cause.startswith("the folder holds no dictionary: no *.csv")
