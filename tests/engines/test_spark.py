"""Spark as an engine: its four verbs, and what it says where it cannot be had."""

from pathlib import Path

import pyarrow as pa
import pytest

from sightline.engines.choice import EngineChoice, choose_engine, open_engine
from sightline.words import UserError

TOLD = pa.table({"number": pa.array([1, 2, 3], pa.int32()), "word": ["one", None, "three"]})


def test_rows_come_back_as_they_went_in(spark: EngineChoice) -> None:
    workspace = open_engine(spark)
    workspace.put("told", TOLD)
    assert workspace.rows("select * from told order by number").to_pylist() == TOLD.to_pylist()
    workspace.close()


def test_a_step_is_kept_as_parquet_and_removed_at_the_end(spark: EngineChoice) -> None:
    workspace = open_engine(spark)
    workspace.put("told", TOLD)
    workspace.step("odd", "select number from told where number % 2 = 1")
    workspace.step("odd", "select number + 10 as number from odd")
    assert sorted(workspace.rows("select number from odd")["number"].to_pylist()) == [11, 13]
    kept = [path.name for path in Path(spark.folder).glob("sightline-*/*")]
    assert sorted(kept) == ["001-told", "002-odd", "003-odd"]
    workspace.close()
    assert list(Path(spark.folder).iterdir()) == []


def test_a_step_without_rows_keeps_its_columns(spark: EngineChoice) -> None:
    workspace = open_engine(spark)
    workspace.put("told", TOLD)
    workspace.step("none", "select number, word from told where number > 9")
    rows = workspace.rows("select told.number, none.word from told left join none on none.number = told.number")
    assert rows.num_rows == 3
    assert rows["word"].null_count == 3
    workspace.close()


def test_an_address_at_which_nobody_answers(tmp_path: Path) -> None:
    with pytest.raises(UserError) as said:
        open_engine(EngineChoice("spark", "sc://127.0.0.1:9", str(tmp_path)))
    assert str(said.value) == (
        "No Spark answers (sc://127.0.0.1:9). Start a Spark Connect server, or check the address: sc://host:port."
    )


def test_an_address_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^No Spark answers \(spark-server:15002\)"):
        open_engine(EngineChoice("spark", "spark-server:15002", str(tmp_path)))


def test_a_folder_nobody_can_write_in(sail: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(
        UserError, match=r"^Nothing can be written here \(.*\)\. Name a folder that Spark can read too\.$"
    ):
        open_engine(EngineChoice("spark", sail, str(tmp_path / "file")))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("sparc", "", ""), '"sparc" is not an engine (--engine). Did you mean "spark"?'),
        (
            ("spark", "", ""),
            "Spark needs an address and a folder (--engine spark). Give --spark sc://host:port, and with "
            "--spark-folder a folder that both it and this computer see.",
        ),
    ],
)
def test_an_engine_that_cannot_be_chosen(asked: tuple[str, str, str], said: str) -> None:
    with pytest.raises(UserError) as error:
        choose_engine(*asked)
    assert str(error.value) == said
