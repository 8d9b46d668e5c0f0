from django.urls import path

from . import views

app_name = "downloads"

urlpatterns = [
    path("<slug:public_id>/<str:filename>", views.file, name="file"),
]
