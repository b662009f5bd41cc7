"""Changes of many tasks at once, each with its note, stored with a few queries."""

from __future__ import annotations

from datetime import date

from nguon.web.accounts.models import User
from nguon.web.chain.domain.withdrawing import open_below
from nguon.web.chain.models import Amendment, Change, ChangeKind, Withdrawal
from nguon.web.programme.domain.states import day_in_force
from nguon.web.programme.models import Task

SIZE = 500
"""Rows of one statement."""


class Batch:
    """Collects changes by one person for one reason (``words``); ``store`` writes them, in the caller's transaction."""

    def __init__(self, by: User, words: str, amendment: Amendment | None) -> None:
        self.by, self.words, self.amendment = by, words, amendment
        self.tasks: dict[int, Task] = {}
        self._changes: list[Change] = []
        self._withdrawn: dict[int, Task] = {}
        self._restored: set[int] = set()

    def set_day(self, task: Task, day: date) -> None:
        """Set another day in force; the first date stays, the one before and the days of waiting are noted."""
        before = day_in_force(task)
        self._note(
            task, ChangeKind.DUE, before.isoformat() if before else "", day.isoformat(),
            extended_to=task.extended_to, waited=task.waited,
        )  # fmt: skip
        task.extended_to, task.waited = day, 0
        self._keep(task)

    def set_report(self, task: Task, day: date | None) -> None:
        """Set another day of the report."""
        old = task.report_due.isoformat() if task.report_due else ""
        self._note(task, ChangeKind.REPORT_DUE, old, day.isoformat() if day else "")
        task.report_due = day
        self._keep(task)

    def reword(self, task: Task, old: str, new: str) -> None:
        """Note that the words changed; those of the duty stay as the first dispatch has them."""
        self._note(task, ChangeKind.WORDS, old, new)

    def withdraw(self, task: Task) -> None:
        """Take the task back from its body."""
        self._note(task, ChangeKind.WITHDRAWN)
        self._withdrawn[task.pk] = task

    def withdraws(self, task: Task) -> bool:
        """Whether a task is withdrawn here."""
        return task.pk in self._withdrawn

    def take_back(self, change: Change) -> None:
        """The opposite of a change that was stored."""
        task = self.tasks.get(change.task_id, change.task)
        if change.kind == ChangeKind.DUE:
            self._note(task, ChangeKind.DUE, change.new, change.old, extended_to=task.extended_to, waited=task.waited)
            task.extended_to, task.waited = change.extended_to, change.waited
            self._keep(task)
        elif change.kind == ChangeKind.REPORT_DUE:
            self.set_report(task, date.fromisoformat(change.old) if change.old else None)
        elif change.kind == ChangeKind.WORDS:
            self.reword(task, change.new, change.old)
        elif change.kind == ChangeKind.WITHDRAWN and hasattr(change.task, "withdrawal"):
            self._note(task, ChangeKind.RESTORED)
            self._restored.add(task.pk)
        elif change.kind == ChangeKind.ADDED and not hasattr(change.task, "withdrawal"):
            self.withdraw(task)

    def store(self) -> None:
        """Write everything; what was handed on from a withdrawn task goes with it."""
        below = [one for one in open_below(self._withdrawn) if one.pk not in self._withdrawn]
        for one in below:
            self._note(one, ChangeKind.WITHDRAWN)
        fields = ["extended_to", "waited", "in_force", "report_due"]
        Task.objects.bulk_update(self.tasks.values(), fields, batch_size=SIZE)
        restored = sorted(self._restored)
        for start in range(0, len(restored), SIZE):
            Withdrawal.objects.filter(task__in=restored[start : start + SIZE]).delete()
        rows = [
            Withdrawal(task=task, reason=self.words, by=self.by, amendment=self.amendment)
            for task in self._withdrawn.values()
        ]
        rows += [
            Withdrawal(task=task, reason=self.words, by=self.by, amendment=self.amendment, with_above=True)
            for task in below
        ]
        Withdrawal.objects.bulk_create(rows, batch_size=SIZE)
        Change.objects.bulk_create(self._changes, batch_size=SIZE)

    def _keep(self, task: Task) -> None:
        task.in_force = day_in_force(task)
        self.tasks[task.pk] = task

    def _note(
        self, task: Task, kind: ChangeKind, old: str = "", new: str = "", *, extended_to: date | None = None,
        waited: int = 0,
    ) -> None:  # fmt: skip
        self._changes.append(
            Change(
                task=task, kind=kind, old=old, new=new, words=self.words, by=self.by, amendment=self.amendment,
                extended_to=extended_to, waited=waited,
            )
        )  # fmt: skip
