"""All the files of the county at once; each story is written when it is told, and not kept."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sightline.made_up.annex_a.workbook import AnnexA
from sightline.made_up.answers import AnswerFiles
from sightline.made_up.earlier import Earlier
from sightline.made_up.faults import Fault, spoil
from sightline.made_up.finishing import finish
from sightline.made_up.recipes import TWO_RECORDS
from sightline.made_up.ssd_files import SsdFiles
from sightline.made_up.stories.life import ADOPTED
from sightline.made_up.story import Story
from sightline.made_up.template_files import TemplateFiles


@dataclass(frozen=True)
class Files:
    """The standard dataset, the templates, Annex A and the answers; and how many cases each worker holds.

    `earlier` gathers what the files drawn before these ones said, where they are wanted.
    """

    ssd: SsdFiles
    templates: TemplateFiles
    annex_a: AnnexA
    answers: AnswerFiles
    earlier: Earlier | None = None
    caseloads: Counter[str] = field(default_factory=Counter)

    def write(self, name: str, story: Story, *, spoil_as: int | None) -> None:
        """One child: the person, the work, the answers. `spoil_as`: the fault to plant in place of answers."""
        finish(story, other_id=next((other.child_id for other, kind in story.others if kind == TWO_RECORDS), ""))
        self.annex_a.add(story)
        fault = None if spoil_as is None else spoil(story, spoil_as)
        self._write_facts(story, fault)
        if spoil_as is None:
            self.answers.write(name, story.expected, story.excluded)
        for other, kind in story.others:
            self._write_other(story, other, kind, name, answered=spoil_as is None or kind == ADOPTED)

    def _write_other(self, story: Story, other: Story, kind: str, name: str, *, answered: bool) -> None:
        """A further record of the same child; two numbers of one child are answered for under the newer one."""
        finish(other)
        self.annex_a.add(other)
        self._write_facts(other, None)
        self.answers.write_identity(story.child_id, other.child_id, kind)
        if answered:
            self.answers.write(name, other.expected, other.excluded)

    def _write_facts(self, story: Story, fault: Fault | None) -> None:
        for place, (table, facts) in enumerate(story.facts):
            line = self.ssd.write(table, facts)
            if fault and fault.row == place:
                self.answers.write_fault(fault.kind, table, line, fault.column, story.child_id)
        for sheet, facts in story.templates:
            self.templates.write(sheet, facts)
        if self.earlier:
            is_sealed = any(kind == ADOPTED for _, kind in story.others)
            self.earlier.add(story, may_go_wrong=fault is None and not is_sealed)
        self.caseloads.update(held.worker.worker_id for held in story.allocations if held.until_on is None)

    def close(self) -> None:
        self.ssd.close()
        self.templates.close()
        self.answers.close()


def open_files(folder: Path, earlier: Earlier | None = None) -> Files:
    """Begin every file of a county in a folder."""
    files = Files(
        SsdFiles(folder / "ssd"),
        TemplateFiles(folder / "templates"),
        AnnexA(folder / "annex_a"),
        AnswerFiles(folder / "answers"),
        earlier,
    )
    files.ssd.open()
    files.templates.open()
    files.answers.open()
    return files
