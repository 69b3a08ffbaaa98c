from tests.browser.test_admin import *  # noqa
from tests.browser.conftest import *  # noqa
from apps.cooperation.models import *
from apps.dossier.models import Milestone
import pytest
for n in [n for n in globals() if n.startswith("test_")]:
    del globals()[n]
def test_x(db): pass
def test_shots(rows, log_in):
    tab = log_in("ada")
    def shot(n): tab.screenshot(path=f"/work/scratch/shots/{n}.png", full_page=True)
    tab.goto("/admin/"); shot("index")
    tab.goto(page(Actor,"changelist")); shot("list")
    tab.goto(page(Membership,"changelist")); shot("list-membership")
    tab.goto(page(Actor,"add")); shot("add")
    tab.goto(page(Membership,"change",rows[Membership].pk)); shot("change-membership")
    tab.goto(page(Milestone,"add")); shot("add-milestone")
    tab.goto(page(Partnership,"change",rows[Partnership].pk)); shot("change-partnership")
    url=page(Actor,"change",rows[Actor].pk)
    tab.goto(url)
    tab.get_by_label("Name:").fill("Polska")
    tab.get_by_label("Why this change:").fill("Its own name")
    tab2=tab.context.new_page(); tab2.goto(url)
    tab.get_by_role("button", name="Save", exact=True).click(); shot("saved")
    tab2.get_by_label("Name:").fill("Pologne")
    tab2.get_by_label("Start:", exact=True).fill("soon")
    tab2.get_by_label("Why this change:").fill("In French")
    tab2.get_by_role("button", name="Save", exact=True).click()
    tab2.screenshot(path="/work/scratch/shots/conflict.png", full_page=True)
    tab.goto(page(Actor,"history",rows[Actor].pk)); shot("history")
    tab.goto(page(Actor,"simple_history",rows[Actor].pk, rows[Actor].history.first().pk)); shot("version")
    tab.goto(page(Actor,"withdraw",rows[Actor].pk))
    tab.get_by_label("Why").fill("A double"); tab.get_by_role("button", name="Withdraw").click(); shot("withdraw-refused")
    c=rows[Membership]
    tab.goto(page(Membership,"withdraw",c.pk)); tab.get_by_label("Why").fill("Not so"); tab.get_by_role("button", name="Withdraw").click(); shot("withdrawn")
