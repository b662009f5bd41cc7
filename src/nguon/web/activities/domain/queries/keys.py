"""The state of activities inside the database; the first rule that fits counts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from nguon.web.activities.models import Activity, Step
from nguon.web.programme.models import Evidence


def with_states(rows: QuerySet[Activity], now: datetime) -> QuerySet[Activity, Any]:
    """Activities with ``key`` (their state), ``steps_all``, ``steps_settled`` and ``shown`` (is there evidence).

    Only steps that lie before the day prepare it: minutes and the report come after.
    """
    before = Step.objects.filter(activity=OuterRef("pk"), days__gt=0).order_by().values("activity")
    settled = before.filter(Q(done_at__isnull=False) | Q(waived=True))
    shown = Evidence.objects.filter(activity=OuterRef("pk"), taken_back_at=None)
    rules = (
        (Q(called_off_at__isnull=False), "huy"),
        (Q(ends__lte=now, shown=True), "da-lam"),
        (Q(ends__lte=now), "cho-minh-chung"),
        (Q(steps_settled=0), "du-kien"),
        (Q(steps_settled__gte=Coalesce(_count(before), 0)), "san-sang"),
    )
    return rows.annotate(
        steps_all=Coalesce(_count(before), 0), steps_settled=Coalesce(_count(settled), 0), shown=Exists(shown)
    ).annotate(
        key=Case(
            *(When(fits, then=Value(key)) for fits, key in rules), default=Value("chuan-bi"), output_field=CharField()
        )
    )


def _count(steps: QuerySet[Step, Any]) -> Subquery:
    return Subquery(steps.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
