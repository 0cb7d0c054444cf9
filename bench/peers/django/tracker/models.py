"""The same tables as Blimp's, as Django writes them: one key each, indexes where pages need them."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models


class User(AbstractBaseUser):
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    avatar_file = models.BigIntegerField(null=True)
    is_active = models.BooleanField(default=True)
    email_verified_at = models.DateTimeField(null=True)
    USERNAME_FIELD = "email"


class Company(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)


class Member(models.Model):
    company = models.ForeignKey(Company, models.CASCADE, related_name="members")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        unique_together = [("company", "user")]


class Project(models.Model):
    company = models.ForeignKey(Company, models.CASCADE, related_name="projects")
    slug = models.SlugField()
    name = models.CharField(max_length=200)
    colour = models.CharField(max_length=7)
    private = models.BooleanField(default=False)
    people = models.ManyToManyField(User, related_name="projects")
    archived_at = models.DateTimeField(null=True)
    trashed_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        unique_together = [("company", "slug")]


class State(models.Model):
    project = models.ForeignKey(Project, models.CASCADE, related_name="states")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10)
    position = models.CharField(max_length=50)


class Goal(models.Model):
    project = models.ForeignKey(Project, models.CASCADE, related_name="goals")
    title = models.CharField(max_length=500)
    trashed_at = models.DateTimeField(null=True)


class Label(models.Model):
    company = models.ForeignKey(Company, models.CASCADE, related_name="labels")
    name = models.CharField(max_length=100)
    colour = models.CharField(max_length=7)


class TaskCounter(models.Model):
    company = models.OneToOneField(Company, models.CASCADE, primary_key=True)
    next = models.BigIntegerField(default=1)


class Task(models.Model):
    PRIORITIES = [(0, "none"), (1, "low"), (2, "normal"), (3, "high"), (4, "urgent")]

    company = models.ForeignKey(Company, models.CASCADE, related_name="tasks")
    project = models.ForeignKey(Project, models.CASCADE, related_name="tasks")
    number = models.BigIntegerField()
    title = models.CharField(max_length=500)
    notes = models.TextField(blank=True)
    notes_html = models.TextField(blank=True)
    state = models.ForeignKey(State, models.PROTECT, related_name="tasks")
    goal = models.ForeignKey(Goal, models.SET_NULL, null=True, related_name="tasks")
    parent = models.ForeignKey("self", models.SET_NULL, null=True, related_name="children")
    position = models.CharField(max_length=50)
    priority = models.SmallIntegerField(default=0, choices=PRIORITIES)
    start_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    assignees = models.ManyToManyField(User, related_name="assigned")
    labels = models.ManyToManyField(Label, related_name="tasks")
    watchers = models.ManyToManyField(User, related_name="watched")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    archived_at = models.DateTimeField(null=True)
    trashed_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.BigIntegerField(default=1)

    class Meta:
        unique_together = [("company", "number")]
        indexes = [models.Index(fields=["project", "position"])]


class ChecklistItem(models.Model):
    task = models.ForeignKey(Task, models.CASCADE, related_name="checklist_items")
    title = models.CharField(max_length=500)
    position = models.CharField(max_length=50)
    done_at = models.DateTimeField(null=True)


class Event(models.Model):
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=50)
    task = models.ForeignKey(Task, models.CASCADE, related_name="events")
    payload = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)


class SearchDoc(models.Model):
    task = models.OneToOneField(Task, models.CASCADE, related_name="search_doc")
    title = models.TextField()
    body = models.TextField()
    words = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="simple")
        + SearchVector("body", weight="B", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        indexes = [GinIndex(fields=["words"])]


class Notification(models.Model):
    user = models.ForeignKey(User, models.CASCADE, related_name="notifications")
    event = models.ForeignKey(Event, models.CASCADE)
    task = models.ForeignKey(Task, models.CASCADE)
    kind = models.CharField(max_length=30)
    read_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        unique_together = [("event", "user")]


class Message(models.Model):
    """The mailbox: a mail with all its words."""

    notification = models.OneToOneField(Notification, models.CASCADE)
    to_address = models.EmailField()
    to_name = models.CharField(max_length=200)
    subject = models.CharField(max_length=500)
    text = models.TextField()
    html = models.TextField()
    sent_at = models.DateTimeField(auto_now_add=True)
