from django.urls import path

from .views import HintsOnCreate, HintsOnEdit, HintsOnSnippet

app_name = "plain_language"

urlpatterns = [
    path("page/<int:page_id>/", HintsOnEdit.as_view(), name="edit"),
    path("snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", HintsOnSnippet.as_view(), name="snippet"),
    path(
        "new-page/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/",
        HintsOnCreate.as_view(),
        name="add",
    ),
]
