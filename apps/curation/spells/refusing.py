"""What is wrong with lines of a file of spells."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Refusal:
    """One thing that is wrong with one line: the cells it is about, each with its value, and a sentence."""

    line: int
    cells: str
    sentence: str

    def __str__(self) -> str:
        return f"line {self.line}: {f'{self.cells}: ' if self.cells else ''}{self.sentence}"


class Refused(Exception):
    """The file cannot be taken, and nothing was written."""

    def __init__(self, sentence: str, refusals: list[Refusal] | None = None) -> None:
        super().__init__(sentence)
        self.refusals = sorted(set(refusals or ()))


def cell(name: str, value: object) -> str:
    """A cell as messages quote it."""
    return f"{name} “{value}”"
