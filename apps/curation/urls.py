from django.contrib.auth.views import PasswordResetCompleteView, PasswordResetConfirmView
from django.urls import path

from apps.curation.suggestions import suggest

urlpatterns = [
    path("suggest/", suggest, name="suggest"),
    path("account/done/", PasswordResetCompleteView.as_view(), name="password_reset_complete"),
    path("account/<uidb64>/<token>/", PasswordResetConfirmView.as_view(), name="password_reset_confirm"),
]
