"""The plan as JSON: the document of `plan --json`."""

from __future__ import annotations

from typing import Any

from runcoach.core.model.plan import Block, BlockKind, Plan

SCHEMA = 1


def build_plan_document(plan: Plan) -> dict[str, Any]:
    """Build the document from a plan: plain dicts and lists; the keys are a public format."""
    return {
        "schema": SCHEMA,
        "title": plan.title,
        "estimated_s": plan.estimated_s,
        "blocks": [_block(block) for block in plan.blocks],
        "why": list(plan.why),
    }


def _block(block: Block) -> dict[str, Any]:
    work = block.kind is BlockKind.WORK
    return {
        "id": block.id,
        "kind": block.kind.value,
        "role": block.role.value,
        "exercise": block.exercise,
        "tier": block.tier.value,
        "variant": block.variant,
        "set": block.set,
        "side": block.side.value,
        "unit": block.unit.value if work else None,
        "target": block.target if work else None,
        "load_kg": block.load_kg if work else None,
        "seconds": block.seconds,
        "group": block.group or None,
        "round": block.round,
    }
