"""The routes: the same path, plain and tuned."""

from django.http import HttpResponse
from django.urls import path

from . import plain, tuned

urlpatterns = [
    path("healthz", lambda request: HttpResponse("ok\n")),
    path("api/v1/projects/<int:project>/tasks",
         plain.TaskViewSet.as_view({"get": "list", "post": "create"})),
    path("tuned/v1/projects/<int:project>/tasks", tuned.tasks),
]
