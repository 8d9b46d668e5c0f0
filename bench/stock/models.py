"""A stock form page with its fields, and the tables of the bare view."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField
from wagtail.fields import RichTextField
from wagtail.models import Page


class FormPage(AbstractForm):
    """The form page of Wagtail's documentation; its answers are kept without any limit of seats."""

    template = "stock/form_page.html"
    landing_page_template = "stock/form_page_landing.html"


class ArticlePage(Page):
    """A page as ``wagtail start`` and its tutorial make one: a title, a text, links to its other languages."""

    template = "stock/article_page.html"

    body = RichTextField()


class FormField(AbstractFormField):
    page = ParentalKey(FormPage, on_delete=models.CASCADE, related_name="form_fields")


class Course(models.Model):
    """What people sign up for in the bare view; its row is the lock."""

    capacity = models.PositiveIntegerField()
    writes = models.PositiveBigIntegerField(default=0)


class Entry(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    email = models.EmailField()
