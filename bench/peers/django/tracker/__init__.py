"""The peer: the same task tracker as most would write it with Django, DRF and Celery."""

from .celery import app as celery_app

__all__ = ["celery_app"]
