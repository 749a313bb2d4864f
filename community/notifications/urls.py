from django.urls import path

from . import views

app_name = "notifications"
urlpatterns = [path("demo/mail/", views.demo_mail, name="demo_mail")]
