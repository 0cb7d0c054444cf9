"""What both ways of writing the API do alike: who may see what, and making a task."""

from django.db import transaction
from django.db.models import F, Q

from . import tasks
from .models import Event, Project, SearchDoc, State, Task, TaskCounter

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def visible_projects(user):
    """Owners and admins see all projects of their company, members all but private ones."""
    return Project.objects.filter(
        Q(company__members__role__in=["owner", "admin"])
        | Q(company__members__role="member", private=False)
        | Q(people=user),
        company__members__user=user,
        trashed_at=None,
    ).distinct()


def place_after(last):
    """An order key behind another one."""
    number = 0
    for digit in (last or "1000")[:4]:
        number = number * 62 + DIGITS.index(digit)
    number += 1
    digits = ""
    for _ in range(4):
        digits = DIGITS[number % 62] + digits
        number //= 62
    return digits + "11"


@transaction.atomic
def create_task(user, project, fields, assignee_ids):
    """A task with its number, its watchers, its search entry, its fact, and the job that follows."""
    counter = TaskCounter.objects.select_for_update().get(company_id=project.company_id)
    number = counter.next
    TaskCounter.objects.filter(pk=counter.pk).update(next=F("next") + 1)
    last = Task.objects.filter(project=project).order_by("-position").values_list("position", flat=True).first()
    state = State.objects.filter(project=project).exclude(kind="done").order_by("position").first()
    task = Task.objects.create(
        company_id=project.company_id, project=project, number=number, state=state,
        position=place_after(last), created_by=user, **fields)
    if assignee_ids:
        task.assignees.add(*assignee_ids)
    task.watchers.add(user, *assignee_ids)
    SearchDoc.objects.create(task=task, title=task.title, body=task.notes)
    event = Event.objects.create(
        company_id=project.company_id, project=project, actor=user, name="task.created", task=task,
        payload={"task": task.id, "title": task.title, "by": user.id, "assignees": assignee_ids})
    transaction.on_commit(lambda: tasks.task_created.delay(event.id))
    return task
