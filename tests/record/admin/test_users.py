"""Users are Django's own, with the name under which they publish."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from tests.curators import filled_in, page


def test_a_display_name_is_given_with_the_user(admin_client: Client, static_files: None) -> None:
    admin_client.post(page(User, "add"), {"username": "ada", "usable_password": "false"} | _profile(0))
    user: Any = User.objects.get(username="ada")
    url = page(User, "change", user.pk)
    admin_client.post(url, filled_in(admin_client, url, **_profile(0, "Ada Example")))
    assert user.profile.display_name == "Ada Example"


def _profile(initial: int, name: str = "") -> dict[str, str]:
    return {"profile-TOTAL_FORMS": "1", "profile-INITIAL_FORMS": str(initial), "profile-0-display_name": name}


def test_users_are_deactivated_not_deleted(admin_client: Client, static_files: None) -> None:
    user = User.objects.create_user("ada")
    assert admin_client.post(page(User, "delete", user.pk), {"post": "yes"}).status_code == 403
    assert User.objects.filter(username="ada").exists()
