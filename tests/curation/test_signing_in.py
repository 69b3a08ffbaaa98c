"""Signing in: wrong passwords are slowed down, a second factor is asked for, and people are let in by a link."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.curators import administrator, curator, reviewer
from tests.record.admin.conftest import static_files

__all__ = ["static_files"]
PASSWORD = "a long sentence, easy to type"
PAGE = "/admin/second-factor/"
pytestmark = pytest.mark.usefixtures("db", "static_files")


def signed_in(name: str, password: str = PASSWORD, forwarded: str = "") -> tuple[Client, Any]:
    browser = Client(headers={"x-forwarded-for": forwarded} if forwarded else {})
    return browser, browser.post("/admin/login/?next=/admin/", {"username": name, "password": password})


def code(device: TOTPDevice) -> str:
    return f"{totp(device.bin_key, device.step, device.t0, device.digits):06d}"


def with_device() -> tuple[Client, TOTPDevice, list[str]]:
    """A curator who has set up a second factor, and their recovery codes."""
    curator("cora", "Cora Example", PASSWORD)
    browser, _ = signed_in("cora")
    assert "<svg" in browser.get(PAGE).content.decode()
    device = TOTPDevice.objects.get()
    page = browser.post(PAGE, {"token": code(device)}).content.decode()
    return browser, device, re.findall(r"<li><code>(.+?)</code>", page)


def test_ten_wrong_passwords_lock_the_name_at_that_address_and_no_other() -> None:
    curator("cora", "Cora Example", PASSWORD)
    curator("carl", "Carl Example", PASSWORD)
    answers = [signed_in("cora", "wrong")[1].status_code for _ in range(11)]
    assert answers[:9] == [200] * 9
    assert answers[-1] == 429
    _, right = signed_in("cora")
    assert right.status_code == 429
    assert "Wait a quarter of an hour" in right.content.decode()
    assert signed_in("carl")[1].status_code == 302


def test_behind_a_proxy_of_ours_the_client_is_slowed_down_and_nobody_else() -> None:
    """What the client wrote into the header itself changes nothing; the proxy adds the address it saw."""
    curator("cora", "Cora Example", PASSWORD)
    with override_settings(PROXIES=1):
        for guess in range(11):
            _, last = signed_in("cora", "wrong", forwarded=f"10.0.0.{guess}, 192.0.2.1")
        assert last.status_code == 429
        assert signed_in("cora", forwarded="10.0.0.99, 192.0.2.1")[1].status_code == 429
        assert signed_in("cora", forwarded="192.0.2.2")[1].status_code == 302


def test_without_a_proxy_of_ours_the_header_is_not_believed() -> None:
    curator("cora", "Cora Example", PASSWORD)
    for guess in range(11):
        _, last = signed_in("cora", "wrong", forwarded=f"192.0.2.{guess}")
    assert last.status_code == 429


@pytest.mark.parametrize("forwarded", ["unknown", "", "<script>", "192.0.2.1:80, ,"])
def test_a_header_that_names_no_address_is_not_believed(forwarded: str) -> None:
    curator("cora", "Cora Example", PASSWORD)
    with override_settings(PROXIES=2):
        assert signed_in("cora", forwarded=forwarded)[1].status_code == 302


def test_whoever_has_a_second_factor_shows_it_before_anything_else() -> None:
    before, device, _ = with_device()
    assert before.get("/admin/").status_code == 200
    browser, _ = signed_in("cora")
    for address in ("/admin/", "/admin/actors/actor/", "/admin/import/", "/admin/password_change/"):
        assert browser.get(address).url == PAGE, address
    assert "not right" in browser.post(PAGE, {"token": "000000"}).content.decode()
    TOTPDevice.objects.update(last_t=-1, throttling_failure_count=0, throttling_failure_timestamp=None)
    assert browser.post(PAGE, {"token": code(device)}).url == "/admin/"
    assert browser.get("/admin/").status_code == 200


def test_a_code_is_good_once() -> None:
    _, device, _ = with_device()
    browser, _ = signed_in("cora")
    browser.post(PAGE, {"token": code(device)})
    assert browser.get("/admin/").status_code == 302


def test_a_recovery_code_lets_in_once() -> None:
    _, _, codes = with_device()
    assert len(set(codes)) == 10
    first, _ = signed_in("cora")
    assert first.post(PAGE, {"token": codes[0]}).url == "/admin/"
    second, _ = signed_in("cora")
    assert second.post(PAGE, {"token": codes[0]}).status_code == 200
    assert second.get("/admin/").url == PAGE


def test_new_recovery_codes_make_the_old_ones_void() -> None:
    browser, _, codes = with_device()
    again = re.findall(r"<li><code>(.+?)</code>", browser.post(PAGE).content.decode())
    assert set(again).isdisjoint(codes)
    other, _ = signed_in("cora")
    assert other.post(PAGE, {"token": codes[1]}).status_code == 200


def test_reviewers_set_one_up_first_where_it_is_demanded() -> None:
    reviewer("rex", "Rex Example", PASSWORD)
    curator("cora", "Cora Example", PASSWORD)
    with override_settings(SECOND_FACTOR_FOR_REVIEWERS=True):
        assert signed_in("rex")[0].get("/admin/").url == PAGE
        assert signed_in("cora")[0].get("/admin/").status_code == 200
    assert signed_in("rex")[0].get("/admin/").status_code == 200


def test_somebody_new_is_invited_by_a_link_that_is_good_once() -> None:
    administrator("amy", "Amy Example", PASSWORD)
    amy, _ = signed_in("amy")
    entries = {
        "username": "nora",
        "email": "nora@example.org",
        "profile-TOTAL_FORMS": "0",
        "profile-INITIAL_FORMS": "0",
    }
    with override_settings(EMAIL_HOST="mail.example.org"):
        page = amy.post(reverse("admin:auth_user_add"), entries, follow=True).content.decode()
    link = re.search(r"http://testserver(/account/\S+?/)(?=[\s<])", unescape(page))
    assert link, page
    assert link[1] in mail.outbox[0].body
    nora = Client()
    form = nora.get(link[1], follow=True)
    address = form.redirect_chain[-1][0]
    weak = nora.post(address, {"new_password1": "short", "new_password2": "short"})
    assert "at least 12 characters" in weak.content.decode()
    assert nora.post(address, {"new_password1": PASSWORD, "new_password2": PASSWORD}).status_code == 302
    assert signed_in("nora")[1].status_code == 302
    assert "invalid" in Client().get(link[1], follow=True).content.decode()


def test_an_administrator_gives_back_a_password_and_takes_a_lost_device() -> None:
    with_device()
    administrator("amy", "Amy Example", PASSWORD)
    cora = User.objects.get(username="cora")
    amy, _ = signed_in("amy")
    for action in ("make_link", "take_second_factor"):
        entries = {"action": action, "_selected_action": [cora.pk]}
        page = amy.post(reverse("admin:auth_user_changelist"), entries, follow=True).content.decode()
        assert "cora" in page
    assert not TOTPDevice.objects.exists()
    assert LogEntry.objects.filter(object_id=str(cora.pk)).count() == 2


def test_nobody_reaches_above_themselves_by_a_link() -> None:
    administrator("amy", "Amy Example", PASSWORD)
    root = User.objects.create_superuser("root", password=PASSWORD)
    amy, _ = signed_in("amy")
    entries = {"action": "make_link", "_selected_action": [root.pk]}
    page = amy.post(reverse("admin:auth_user_changelist"), entries, follow=True).content.decode()
    assert "/account/" not in page


def test_whoever_was_deactivated_is_out_at_once_and_stays_in_the_record() -> None:
    cora = curator("cora", "Cora Example", PASSWORD)
    browser, _ = signed_in("cora")
    assert browser.get("/admin/").status_code == 200
    User.objects.filter(pk=cora.pk).update(is_active=False)
    assert browser.get("/admin/").status_code == 302
    assert signed_in("cora")[1].status_code == 200
