"""The addresses for members, below each language's prefix."""

from django.urls import path

from . import password_views, views

app_name = "members"

urlpatterns = [
    path("", views.working_groups, name="working_groups"),
    path("log-in/", views.log_in, name="log_in"),
    path("log-out/", views.log_out, name="log_out"),
    path("password/", password_views.forgotten, name="forgotten"),
    path("password/sent/", password_views.link_sent, name="link_sent"),
    path("password/<str:token>/", password_views.password, name="password"),
]
