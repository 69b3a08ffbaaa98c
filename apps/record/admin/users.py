"""Users are Django's own, with the name under which they publish. They are invited by a link, not given a password."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_otp import devices_for_user

from apps.record.admin.fields import PlainFields
from apps.record.models import Profile


class ProfileInline(PlainFields, admin.StackedInline):
    model = Profile
    can_delete = False


class InvitedForm(forms.ModelForm):
    """Somebody new: they choose their own password, by a link."""

    class Meta:
        model = User
        fields = ("username", "email", "groups")

    def save(self, commit: bool = True) -> Any:
        self.instance.set_unusable_password()
        self.instance.is_staff = True
        return super().save(commit)


BEYOND_GROUPS = ("is_superuser", "user_permissions")

admin.site.unregister(User)


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Deactivated, not deleted: their changesets remain."""

    inlines = (ProfileInline,)
    add_form = InvitedForm
    add_fieldsets = ((None, {"fields": InvitedForm.Meta.fields}),)
    actions = ("make_link", "take_second_factor")

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        """Rights come with groups; only a superuser gives others, or makes one."""
        found = super().get_fieldsets(request, obj)
        if request.user.is_superuser or obj is None:
            return found
        return [
            (title, {**options, "fields": tuple(name for name in options["fields"] if name not in BEYOND_GROUPS)})
            for title, options in found
        ]

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        beyond = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not beyond and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def response_add(self, request: Any, obj: Any, post_url_continue: Any = None) -> Any:
        answer = super().response_add(request, obj, post_url_continue)
        self._invite(request, obj)
        return answer

    @admin.action(description="Make a link to choose a password", permissions=["change"])
    def make_link(self, request: Any, queryset: Any) -> None:
        for user in self._within_reach(request, queryset):
            self._invite(request, user)

    @admin.action(description="Take away the second factor: the device is lost", permissions=["change"])
    def take_second_factor(self, request: Any, queryset: Any) -> None:
        for user in self._within_reach(request, queryset):
            for device in devices_for_user(user, confirmed=None):
                device.delete()
            self.log_change(request, user, "Took away the second factor")
            messages.success(request, f"{user} sets up a new second factor at the next sign-in.")

    def _within_reach(self, request: Any, queryset: Any) -> list[Any]:
        return [user for user in queryset.filter(is_active=True) if self.has_change_permission(request, user)]

    def _invite(self, request: Any, user: Any) -> None:
        """Show a link that is good once and for three days; mail it too, where there is a server and an address."""
        parts = [urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)]
        link = request.build_absolute_uri(reverse("password_reset_confirm", args=parts))
        self.log_change(request, user, "Made a link to choose a password")
        messages.success(request, f"For {user}, good once, for three days: {link}")
        if settings.EMAIL_HOST and user.email:
            send_mail(
                "Your access to eudefence", f"Choose your password here: {link}", None, [user.email], fail_silently=True
            )
