"""Laws of int8: a number moves by half a level at most, a file of it opens as any other, and a broken one says why."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from checkpoint.files import CheckpointError, read_file
from checkpoint.int8 import quantised, say_int8, widened
from checkpoint.open import open_checkpoint
from checkpoint.written import authors_state, random_model
from model.geometry import Geometry, Stack
from page import folder

SHIPPED = Path(__file__).parents[2] / "mae-tiny"
SMALL = Geometry(32, 8, encoder=Stack(16, 2, 2, 24), decoder=Stack(24, 1, 3, 40))


def weights(*shape: int) -> Tensor:
    """Rows of very different sizes."""
    generator = torch.Generator().manual_seed(7)
    size = torch.logspace(-6, 3, shape[0]).reshape(-1, *[1] * (len(shape) - 1))  # [rows, 1, ...]
    return torch.randn(shape, generator=generator) * size


@pytest.mark.parametrize("shape", [(40, 64), (12, 3, 4, 4), (1, 1)])
def test_every_number_moves_by_half_a_level_at_most_and_every_row_uses_most_levels(shape: tuple[int, ...]) -> None:
    weight = weights(*shape)
    stored = quantised({"a.weight": weight})
    levels, scale = stored["a.weight"], stored["a.weight.scale"]
    assert (levels.dtype, levels.shape, scale.dtype, scale.shape) == (torch.int8, shape, torch.float32, shape[:1])
    moved = (widened(stored)["a.weight"] - weight).flatten(1).abs().amax(dim=1)  # [rows]
    assert (moved <= scale / 2 * (1 + 1e-6)).all()
    largest = levels.flatten(1).abs().amax(dim=1)  # [rows]
    assert (largest <= 127).all() and (largest >= 84).all()


def test_levels_and_numbers_are_those_of_pytorchs_own_quantisation() -> None:
    weight = weights(40, 64)
    stored = quantised({"a.weight": weight})
    zero = torch.zeros(40, dtype=torch.int32)
    theirs = torch.fake_quantize_per_channel_affine(weight, stored["a.weight.scale"], zero, 0, -127, 127)
    assert widened(stored)["a.weight"].equal(theirs)


def test_float16_holds_the_widened_numbers_to_the_bit() -> None:
    read = read_file(SHIPPED / "model.safetensors").tensors
    assert all(tensor.half().float().equal(tensor.float()) for tensor in read.values())
    assert {tensor.dtype for name, tensor in read.items() if name.endswith("dense.weight")} == {torch.float32}


def test_a_row_of_zeros_stays_one() -> None:
    stored = quantised({"a.weight": torch.zeros(2, 3)})
    assert widened(stored)["a.weight"].equal(torch.zeros(2, 3)) and stored["a.weight.scale"].all()


def test_only_matrices_and_the_patch_projection_are_rounded() -> None:
    state = random_model(SMALL).state_dict()
    stored = quantised(state)
    kept = {name for name in state if stored[name].dtype == torch.float16}
    assert kept == {name for name in state if "norm" in name or not name.endswith("weight")}
    assert all(stored[name].equal(state[name].half()) for name in kept)


@pytest.mark.parametrize("spelling", ["transformers", "the authors"])
def test_a_file_of_int8_opens_as_the_file_of_its_numbers_whatever_they_are_called(
    tmp_path: Path, spelling: str
) -> None:
    model = random_model(SMALL)
    stored = quantised(model.state_dict() if spelling == "transformers" else authors_state(model))
    save_file(stored, tmp_path / "int8.safetensors", metadata=say_int8())
    save_file(widened(stored), tmp_path / "plain.safetensors")
    one, other = (open_checkpoint(tmp_path / f"{name}.safetensors", heads=(2, 3)) for name in ("int8", "plain"))
    assert one.geometry == other.geometry and one.state.keys() == other.state.keys()
    assert all(tensor.equal(other.state[name]) for name, tensor in one.state.items())


def refusal(tmp_path: Path, tensors: dict[str, Tensor], metadata: dict[str, str]) -> str:
    save_file(tensors, tmp_path / "odd.safetensors", metadata=metadata)
    with pytest.raises(CheckpointError) as error:
        open_checkpoint(tmp_path / "odd.safetensors", heads=(2, 3))
    return str(error.value)


@pytest.mark.parametrize(
    ("scale", "fault"),
    [
        (None, "norm.weight is int8 and has no norm.weight.scale"),
        (torch.ones(3), "norm.weight.scale is torch.float32 [3] and should be torch.float32 [4]"),
        (torch.ones(4, 1), "norm.weight.scale is torch.float32 [4, 1] and should be torch.float32 [4]"),
        (torch.ones(4).half(), "norm.weight.scale is torch.float16 [4] and should be torch.float32 [4]"),
        (torch.ones(4).char(), "norm.weight.scale is torch.int8 [4] and should be torch.float32 [4]"),
        (torch.tensor([1, 1, 1, torch.nan]), "norm.weight.scale holds NaN or infinite numbers"),
    ],
)
def test_a_scale_that_is_missing_or_odd_is_named(tmp_path: Path, scale: Tensor | None, fault: str) -> None:
    tensors = {"norm.weight": torch.ones(4, 2).char()} | ({} if scale is None else {"norm.weight.scale": scale})
    message = refusal(tmp_path, tensors, say_int8())
    assert message == f"odd.safetensors is not a complete safetensors file: {fault}"


def test_int8_in_a_file_that_does_not_say_what_it_means_is_refused(tmp_path: Path) -> None:
    stored = quantised(random_model(SMALL).state_dict())
    for said in ({}, {"int8": "with a zero point"}):
        message = refusal(tmp_path, stored, said)
        assert "projection.weight is stored as torch.int8 and should be floating-point numbers" in message


def test_a_scale_of_nothing_is_an_unknown_tensor(tmp_path: Path) -> None:
    stored = quantised(random_model(SMALL).state_dict())
    message = refusal(tmp_path, stored | {"norm.weight.scale": torch.ones(16)}, say_int8())
    assert message.splitlines()[1:] == ["  unknown norm.weight.scale [16]"]


def test_the_shipped_model_computes_with_its_levels_times_their_scales() -> None:
    model, facts = folder.load(SHIPPED)
    stored, state = load_file(SHIPPED / "model.safetensors"), model.state_dict()
    matrices = [name for name, tensor in stored.items() if tensor.dtype == torch.int8]
    assert sum(stored[name].numel() for name in matrices) > 0.99 * facts["parameters"]
    for name in matrices:
        rows = stored[name].flatten(1).float() * stored[name + ".scale"][:, None]  # [rows, ...]
        assert state[name].flatten(1).equal(rows)
