"""What Celery does: nothing, a nap, and telling people of a new task."""

import os
import time

from celery import shared_task
from django.template.loader import render_to_string

WAITS = os.environ.get("WAITS")


@shared_task
def noop(n):
    return None


@shared_task
def nap(asked):
    waited = time.time() - asked
    with open(WAITS, "a") as f:
        f.write(f"{waited * 1000:.3f}\n")
    time.sleep(0.02)


@shared_task
def task_created(event_id):
    """A notification and a mail for each assignee but whoever assigned them."""
    from .models import Event, Notification

    event = Event.objects.select_related("task", "actor").get(pk=event_id)
    for user in event.task.assignees.exclude(pk=event.actor_id):
        notification, is_new = Notification.objects.get_or_create(
            event=event, user=user, defaults={"task": event.task, "kind": "assigned"})
        if is_new and user.email_verified_at:
            send_mail.delay(notification.id)


@shared_task
def send_mail(notification_id):
    """Renders the mail and puts it into the mailbox."""
    from .models import Message, Notification

    found = Notification.objects.select_related("user", "task__project__company", "event__actor")
    notification = found.get(pk=notification_id)
    words = {
        "user": notification.user,
        "task": notification.task,
        "project": notification.task.project,
        "company": notification.task.project.company,
        "actor": notification.event.actor,
        "url": f"http://127.0.0.1/tasks/{notification.task_id}",
    }
    Message.objects.get_or_create(
        notification=notification,
        defaults={
            "to_address": notification.user.email,
            "to_name": notification.user.name,
            "subject": render_to_string("mail/subject.txt", words).strip(),
            "text": render_to_string("mail/assigned.txt", words),
            "html": render_to_string("mail/assigned.html", words),
        },
    )
