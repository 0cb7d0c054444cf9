"""The API as most write it: a ModelSerializer, a ModelViewSet, select_related, prefetch_related."""

from django.shortcuts import get_object_or_404
from rest_framework import mixins, pagination, serializers, viewsets
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response

from .models import Label, Task, User
from .work import create_task, visible_projects


class PersonSerializer(serializers.ModelSerializer):
    avatar_url = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = ["id", "name", "avatar_url"]

    def get_avatar_url(self, user):
        return f"/api/v1/users/{user.id}/avatar?v={user.avatar_file}" if user.avatar_file else None


class LabelSerializer(serializers.ModelSerializer):
    class Meta:
        model = Label
        fields = ["id", "name", "colour"]


class ExpandedSerializer(serializers.Serializer):
    assignees = PersonSerializer(many=True, read_only=True)
    labels = LabelSerializer(many=True, read_only=True)


class TaskSerializer(serializers.ModelSerializer):
    company_id = serializers.IntegerField(read_only=True)
    project_id = serializers.IntegerField(read_only=True)
    goal_id = serializers.IntegerField(read_only=True)
    parent_id = serializers.IntegerField(read_only=True)
    state = serializers.IntegerField(source="state_id", read_only=True)
    priority = serializers.CharField(source="get_priority_display", read_only=True)
    closed_by = serializers.IntegerField(source="closed_by_id", read_only=True)
    created_by = serializers.IntegerField(source="created_by_id", read_only=True)
    assignee_ids = serializers.SerializerMethodField()
    labels = serializers.SerializerMethodField()
    checklist = serializers.SerializerMethodField()
    subtasks = serializers.SerializerMethodField()
    expanded = ExpandedSerializer(source="*", read_only=True)

    class Meta:
        model = Task
        fields = [
            "id", "company_id", "project_id", "number", "title", "notes", "notes_html", "state",
            "goal_id", "parent_id", "position", "priority", "start_on", "due_on", "assignee_ids",
            "labels", "checklist", "subtasks", "closed_at", "closed_by", "archived_at",
            "trashed_at", "created_by", "created_at", "updated_at", "version", "expanded",
        ]
        read_only_fields = [name for name in fields if name not in ("title", "notes")]

    def get_fields(self):
        fields = super().get_fields()
        if "expand" not in self.context["request"].query_params:
            del fields["expanded"]
        return fields

    def get_assignee_ids(self, task):
        return [user.id for user in task.assignees.all()]

    def get_labels(self, task):
        return [label.name for label in task.labels.all()]

    def get_checklist(self, task):
        items = task.checklist_items.all()
        return {"done": sum(1 for item in items if item.done_at), "total": len(items)}

    def get_subtasks(self, task):
        children = [child for child in task.children.all() if not child.trashed_at]
        return {"done": sum(1 for child in children if child.closed_at), "total": len(children)}


class NewTaskSerializer(serializers.ModelSerializer):
    assignee_ids = serializers.ListField(child=serializers.IntegerField(), required=False, max_length=50)

    class Meta:
        model = Task
        fields = ["title", "notes", "assignee_ids"]


class TaskPages(pagination.CursorPagination):
    page_size = 50
    ordering = "position"

    def get_paginated_response(self, data):
        return Response({"items": data, "next": self.get_next_link()})


class TaskViewSet(mixins.CreateModelMixin, mixins.ListModelMixin, viewsets.GenericViewSet):
    serializer_class = TaskSerializer
    pagination_class = TaskPages

    def get_project(self):
        return get_object_or_404(visible_projects(self.request.user), pk=self.kwargs["project"])

    def get_queryset(self):
        tasks = Task.objects.filter(project=self.get_project(), archived_at=None, trashed_at=None)
        return tasks.select_related("goal").prefetch_related(
            "assignees", "labels", "checklist_items", "children")

    def create(self, request, *args, **kwargs):
        project = self.get_project()
        new = NewTaskSerializer(data=request.data)
        new.is_valid(raise_exception=True)
        fields = dict(new.validated_data)
        assignees = fields.pop("assignee_ids", [])
        members = project.company.members.filter(user_id__in=assignees)
        if assignees and members.count() != len(set(assignees)):
            raise PermissionDenied("An assignee must be able to see the project.")
        task = create_task(request.user, project, fields, assignees)
        return Response(self.get_serializer(task).data, status=201)
