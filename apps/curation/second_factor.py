"""A second factor beside the password: a code from an application, or one of ten recovery codes."""

from typing import Any

import qrcode
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django_otp import devices_for_user, login, match_token, user_has_device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from qrcode.image.svg import SvgPathImage

from apps.record.pending.reviewing import may_review

CODES = 10
WRONG = (
    "That code is not right, or was used already. After several wrong ones each next try has to wait a little longer."
)


def is_asked_for(user: Any) -> bool:
    """Whether USER has to show a second factor before anything else of the back office."""
    if not user.is_authenticated or user.is_verified():
        return False
    return user_has_device(user) or (settings.SECOND_FACTOR_FOR_REVIEWERS and may_review(user))


def second_factor_view(site: Any, request: Any) -> Any:
    """Set one up, or show it."""
    has_one = user_has_device(request.user)
    device = (
        None if has_one else TOTPDevice.objects.get_or_create(user=request.user, name="application", confirmed=False)[0]
    )
    context = site.each_context(request) | {"title": "Second factor"}
    if request.method == "POST" and has_one and request.user.is_verified():
        return TemplateResponse(request, "admin/second_factor.html", context | {"codes": _new_codes(request.user)})
    if request.method == "POST":
        token = request.POST.get("token", "").replace(" ", "")
        if device is not None and device.verify_token(token):
            return TemplateResponse(request, "admin/second_factor.html", context | {"codes": _set_up(request, device)})
        if has_one and (shown := match_token(request.user, token)):
            login(request, shown)
            return HttpResponseRedirect(reverse("admin:index"))
        messages.error(request, WRONG)
    context |= {"device": device, "drawing": _drawing(device) if device else "", "key": _key(device) if device else ""}
    return TemplateResponse(request, "admin/second_factor.html", context)


def take_away(user: Any) -> None:
    """Remove every device of USER, who has lost theirs; they set up a new one when they sign in next."""
    for device in devices_for_user(user, confirmed=None):
        device.delete()


def _set_up(request: Any, device: TOTPDevice) -> list[str]:
    with transaction.atomic():
        device.confirmed = True
        device.save()
        codes = _new_codes(request.user)
    login(request, device)
    return codes


def _new_codes(user: Any) -> list[str]:
    """Ten codes, each good for one sign-in; earlier ones are void."""
    with transaction.atomic():
        device, _ = StaticDevice.objects.get_or_create(user=user, name="recovery codes")
        device.token_set.all().delete()
        codes = [StaticToken.random_token() for _ in range(CODES)]
        device.token_set.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def _drawing(device: TOTPDevice) -> str:
    image = qrcode.make(device.config_url, image_factory=SvgPathImage)
    return mark_safe(image.to_string(encoding="unicode"))  # drawn here, of what we made ourselves


def _key(device: TOTPDevice) -> str:
    """The secret as people type it where no camera is."""
    return device.config_url.partition("secret=")[2].partition("&")[0]
