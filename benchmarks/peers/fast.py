"""FastAPI with asyncpg and orjson: one joined query, rows shaped in Python."""

import os
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from fastapi import FastAPI, HTTPException
from fastapi.responses import Response
from orjson import dumps

BASE = "/api/v1"
JOINED = """
    select m.slug, m.role, m.standing, m.start_edtf, m.end_edtf, m.ended, m.start_earliest, m.start_latest,
           m.end_earliest, m.end_latest, m.start_reason, m.end_reason, m.verified_on, m.note,
           coalesce(ma.slug, mf.slug) as actor, coalesce(ma.name, mf.name) as actor_name,
           case when ma.slug is null then 'format' else 'actor' end as actor_kind,
           coalesce(tf.slug, ti.slug, ta.slug) as target, coalesce(tf.name, ti.name, ta.name) as target_name,
           case when tf.slug is not null then 'format' when ti.slug is not null then 'instrument' else 'actor' end
             as target_kind,
           m.follows_slug, m.proposal_slug, p.name as proposal_name
      from cooperation_membership m
      left join actors_actor ma on ma.slug = m.member_actor_slug
      left join cooperation_format mf on mf.slug = m.member_format_slug
      left join cooperation_format tf on tf.slug = m.target_format_slug
      left join law_instrument ti on ti.slug = m.target_instrument_slug
      left join actors_actor ta on ta.slug = m.target_actor_slug
      left join debate_proposal p on p.slug = m.proposal_slug
     where not m.withdrawn
"""
LIST = f"""{JOINED} and m.standing in ('endorsed', 'signed', 'provisional', 'in-force') and m.slug > $1
           order by m.slug limit 101"""
DETAIL = f"{JOINED} and m.slug = $1"


@asynccontextmanager
async def lifespan(app: FastAPI) -> Any:
    async with asyncpg.create_pool(
        host=os.environ["BENCH_HOST"], port=int(os.environ["BENCH_PORT"]), user=os.environ["BENCH_USER"],
        password=os.environ["BENCH_PASSWORD"], database=os.environ["BENCH_DATABASE"], min_size=4, max_size=4,
    ) as app.state.pool:  # fmt: skip
        yield


app = FastAPI(lifespan=lifespan)


def link(slug: str | None, name: str | None, kind: str) -> dict[str, Any] | None:
    return slug and {"slug": slug, "name": name, "kind": kind, "url": f"{BASE}/{kind}s/{slug}/"}


def shaped(row: Any) -> dict[str, Any]:
    return {
        "slug": row["slug"],
        "url": f"{BASE}/memberships/{row['slug']}/",
        "label": f"{row['actor_name']} – {row['role'].replace('-', ' ')} – {row['target_name']}",
        "actor": link(row["actor"], row["actor_name"], row["actor_kind"]),
        "actor_kind": row["actor_kind"],
        "target": link(row["target"], row["target_name"], row["target_kind"]),
        "target_kind": row["target_kind"],
        "role": row["role"],
        "standing": row["standing"],
        "participating": row["standing"] in ("endorsed", "signed", "provisional", "in-force"),
        "follows": row["follows_slug"] and {"slug": row["follows_slug"]},
        "proposal": link(row["proposal_slug"], row["proposal_name"], "proposal"),
        **{
            name: row[name]
            for name in (
                "start_edtf", "end_edtf", "ended", "start_earliest", "start_latest", "end_earliest", "end_latest",
                "start_reason", "end_reason", "verified_on", "note",
            )
        },
        "certainty": None,
    }  # fmt: skip


@app.get(f"{BASE}/memberships/")
async def memberships(after: str = "") -> Response:
    rows = await app.state.pool.fetch(LIST, after)
    following = rows[99]["slug"] if len(rows) > 100 else None
    return _json({"next": following, "previous": None, "results": [shaped(row) for row in rows[:100]]})


@app.get(f"{BASE}/memberships/{{slug}}/")
async def membership(slug: str) -> Response:
    row = await app.state.pool.fetchrow(DETAIL, slug)
    if row is None:
        raise HTTPException(404)
    return _json(shaped(row))


def _json(content: Any) -> Response:
    return Response(dumps(content), media_type="application/json")
