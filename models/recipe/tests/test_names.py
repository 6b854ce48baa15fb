"""Laws of names: every spelling in `models/checkpoints.json` means what the table says, and no other means anything."""

from __future__ import annotations

from itertools import product

import pytest

from checkpoint.names import hub_names
from model.geometry import TABLE

HUB, FAMILIES = TABLE["hub"], TABLE["families"]


def meant(hub: str | list[str]) -> list[str]:
    return [hub] if isinstance(hub, str) else hub


def spellings(section: str) -> dict[str, list[str]]:
    """Every name of a section, the hub's own among them, and what it means."""
    others = {name: meant(hub) for family in FAMILIES.values() for name, hub in family[section].items()}
    return {name: [name] for name in HUB[section]} | others


def test_every_spelling_of_the_table_is_the_hubs_name_it_says() -> None:
    for kind in (".weight", ".bias", ""):
        for name, hub in spellings("outside").items():
            assert hub_names(name + kind) == tuple(one + kind for one in hub)
        for (stack, (before,)), (part, behind) in product(spellings("stacks").items(), spellings("parts").items()):
            expected = tuple(f"{before}.10.{one}{kind}" for one in behind)
            assert hub_names(f"{stack}.10.{part}{kind}") == expected


@pytest.mark.parametrize("section", ["stacks", "parts", "outside"])
def test_a_spelling_means_the_same_in_every_family_and_always_a_name_of_the_hub(section: str) -> None:
    seen: dict[str, list[str]] = {name: [name] for name in HUB[section]}
    for family in FAMILIES.values():
        assert family.keys() == HUB.keys()
        for name, hub in family[section].items():
            assert {one.removesuffix(".bias") for one in meant(hub)} <= set(HUB[section])  # q_bias has no weight
            assert seen.setdefault(name, meant(hub)) == meant(hub)


@pytest.mark.parametrize("name", ["", "head.weight", "blocks.0", "blocks.00.norm1.weight", "blocks.0.norm3.weight"])
def test_other_names_mean_nothing(name: str) -> None:
    assert hub_names(name) == ()
