"""The API tuned by hand: no serializers, `values_list()`, orjson, a statement for each child table."""

from collections import defaultdict
from datetime import UTC

import orjson
from django.db.models import Count, Q
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework.authtoken.models import Token

from .models import ChecklistItem, Member, Project, Task, User
from .work import create_task

PRIORITIES = dict(Task.PRIORITIES)
COLUMNS = [
    "id", "company_id", "project_id", "number", "title", "notes", "notes_html", "state_id",
    "goal_id", "parent_id", "position", "priority", "start_on", "due_on", "closed_at",
    "closed_by_id", "archived_at", "trashed_at", "created_by_id", "created_at", "updated_at",
    "version",
]


def answer(body, status=200):
    option = orjson.OPT_UTC_Z | orjson.OPT_NAIVE_UTC
    return HttpResponse(orjson.dumps(body, option=option), content_type="application/json", status=status)


def refused(status, words):
    return answer({"detail": words}, status)


def caller(request):
    """The id behind the token; one statement."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "token":
        return None
    found = Token.objects.filter(key=key, user__is_active=True).values_list("user_id", flat=True)
    return found.first()


def visible(project, user):
    """The project's company, if the caller sees the project; one statement."""
    role = Q(company__members__role__in=["owner", "admin"]) | Q(
        company__members__role="member", private=False)
    found = Project.objects.filter(
        role, pk=project, trashed_at=None, company__members__user=user).values_list("company_id", flat=True)
    return found.first()


def around(ids):
    """What hangs on the tasks: assignees, labels, checklists, subtasks."""
    people, labels = defaultdict(list), defaultdict(list)
    rows = Task.assignees.through.objects.filter(task_id__in=ids).values_list(
        "task_id", "user_id", "user__name", "user__avatar_file")
    for task, user, name, avatar in rows:
        url = f"/api/v1/users/{user}/avatar?v={avatar}" if avatar else None
        people[task].append({"id": user, "name": name, "avatar_url": url})
    rows = Task.labels.through.objects.filter(task_id__in=ids).values_list(
        "task_id", "label_id", "label__name", "label__colour")
    for task, label, name, colour in rows:
        labels[task].append({"id": label, "name": name, "colour": colour})
    checklists = {
        task: {"done": done, "total": total}
        for task, done, total in ChecklistItem.objects.filter(task_id__in=ids)
        .values_list("task_id").annotate(done=Count("done_at"), total=Count("id")).order_by()
    }
    subtasks = {
        task: {"done": done, "total": total}
        for task, done, total in Task.objects.filter(parent_id__in=ids, trashed_at=None)
        .values_list("parent_id").annotate(done=Count("closed_at"), total=Count("id")).order_by()
    }
    return people, labels, checklists, subtasks


def body(row, hanging, expand):
    people, labels, checklists, subtasks = hanging
    task = dict(zip(COLUMNS, row, strict=True))
    task["state"] = task.pop("state_id")
    task["closed_by"] = task.pop("closed_by_id")
    task["created_by"] = task.pop("created_by_id")
    task["priority"] = PRIORITIES[task["priority"]]
    one = task["id"]
    task["assignee_ids"] = [person["id"] for person in people[one]]
    task["labels"] = [label["name"] for label in labels[one]]
    task["checklist"] = checklists.get(one, {"done": 0, "total": 0})
    task["subtasks"] = subtasks.get(one, {"done": 0, "total": 0})
    if expand:
        task["expanded"] = {"assignees": people[one], "labels": labels[one]}
    return task


@csrf_exempt
def tasks(request, project):
    user = caller(request)
    if user is None:
        return refused(401, "Who is it?")
    company = visible(project, user)
    if company is None:
        return refused(404, "Not found.")
    if request.method == "POST":
        return create(request, user, Project(id=project, company_id=company))
    rows = Task.objects.filter(project_id=project, archived_at=None, trashed_at=None)
    after = request.GET.get("after")
    if after:
        rows = rows.filter(position__gt=after)
    rows = list(rows.order_by("position").values_list(*COLUMNS)[:51])
    more = rows[49][COLUMNS.index("position")] if len(rows) > 50 else None
    rows = rows[:50]
    hanging = around([row[0] for row in rows])
    items = [body(row, hanging, "expand" in request.GET) for row in rows]
    return answer({"items": items, "next": more})


def create(request, user, project):
    new = orjson.loads(request.body)
    title, notes, assignees = new.get("title"), new.get("notes", ""), new.get("assignee_ids", [])
    if not isinstance(title, str) or not 0 < len(title) <= 500:
        return refused(422, "title")
    members = Member.objects.filter(company_id=project.company_id, user_id__in=assignees)
    if assignees and members.count() != len(set(assignees)):
        return refused(422, "assignee_ids")
    task = create_task(User(id=user), project, {"title": title, "notes": notes}, assignees)
    row = [getattr(task, name) for name in COLUMNS]
    hanging = around([task.id]) if assignees else ([[]] * 0, {}, {}, {})
    if not assignees:
        hanging = (defaultdict(list), defaultdict(list), {}, {})
    row = [value.astimezone(UTC) if hasattr(value, "astimezone") else value for value in row]
    return answer(body(row, hanging, False), 201)
