"""What cannot be exported is refused in one clear error, and a file that wants to run code does not get to."""

from __future__ import annotations

import argparse
import json
import os
import pickle
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import ViTMAEModel

from checkpoint.files import CheckpointError
from checkpoint.geometry import assumed_heads, grid_by_likeness
from checkpoint.open import open_checkpoint
from checkpoint.written import authors_state, random_model, save_shards, save_transformers_5
from export import main
from model.geometry import MAE_TINY, Geometry, Stack

SMALL = Geometry(32, 8, encoder=Stack(16, 3, 2, 24), decoder=Stack(24, 2, 3, 40))
Tensors = dict[str, Tensor]


class Runs:
    """An object that, when unpickled, would make a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.folder),)


def memory_state(learned_positions: bool = True) -> Tensors:
    return random_model(SMALL, learned_positions).state_dict()


def refusal(path: Path, **told: object) -> str:
    with pytest.raises(CheckpointError) as error:
        open_checkpoint(path, **{"heads": (2, 3), **told})
    return str(error.value)


def refusal_of(tmp_path: Path, state: Tensors, **told: object) -> str:
    torch.save(state, tmp_path / "odd.pth")
    return refusal(tmp_path / "odd.pth", **told)


def test_every_fault_is_named_in_one_error_with_what_was_found_and_what_was_expected(tmp_path: Path) -> None:
    state = memory_state()
    del state["vit.layernorm.bias"], state["vit.layers.1.layernorm_before.weight"]
    state["odd.weight"] = torch.zeros(3, 16)
    state["decoder.decoder_norm.weight"] = torch.zeros(7)
    state["decoder.decoder_norm.bias"] = torch.zeros(24, dtype=torch.int8)
    state["norm.weight"] = torch.zeros(16)
    assert refusal_of(tmp_path, state).splitlines() == [
        "the checkpoint does not fit:",
        "  unknown odd.weight [3, 16]",
        "  vit.layernorm.weight is there twice, as vit.layernorm.weight and as norm.weight",
        "  decoder.decoder_norm.weight is [7] and should be [24]",
        "  decoder.decoder_norm.bias is stored as torch.int8 and should be floating-point numbers",
        "  missing vit.encoder.layer.1.layernorm_before.weight [16]",
        "  missing vit.layernorm.bias [16]",
    ]


def test_faults_of_stacked_tensors_are_told_in_the_files_own_names(tmp_path: Path) -> None:
    state = authors_state(random_model(SMALL))
    state["blocks.2.attn.qkv.weight"] = torch.zeros(47, 16)
    state["decoder_blocks.0.attn.qkv.bias"] = torch.tensor(0.0)
    state["blocks.0.attn.qkv_norm.weight"] = torch.zeros(16)
    message = refusal_of(tmp_path, state)
    for part in (
        "blocks.2.attn.qkv.weight is [47, 16] and should be [48, 16]",
        "decoder_blocks.0.attn.qkv.bias is [] and should be [72]",
        "unknown blocks.0.attn.qkv_norm.weight [16]",
    ):
        assert part in message
    assert len(message.splitlines()) == 4


def test_a_checkpoint_whose_geometry_cannot_be_told_names_what_is_missing_for_it(tmp_path: Path) -> None:
    state = authors_state(random_model(SMALL))
    del state["pos_embed"], state["decoder_embed.weight"]
    message = refusal_of(tmp_path, state | {"odd.bias": torch.zeros(3)})
    for part in (
        "missing vit.embeddings.position_embeddings",
        "missing decoder.decoder_embed.weight",
        "unknown odd.bias",
    ):
        assert part in message
    state = memory_state() | {"vit.embeddings.patch_embeddings.projection.weight": torch.zeros(16, 192)}
    assert "projection.weight is [16, 192] and should have 4 dimensions" in refusal_of(tmp_path, state)


def test_another_kind_of_model_is_not_taken_for_a_masked_autoencoder(tmp_path: Path) -> None:
    state = {f"model.layers.{i}.up_proj.weight": torch.zeros(2, 2) for i in range(9)}
    assert "none of 9 tensors has a name of a masked autoencoder's (model.layers.0." in refusal_of(tmp_path, state)


def test_a_family_that_is_no_plain_vision_transformer_is_named(tmp_path: Path) -> None:
    state = authors_state(random_model(SMALL)) | {"blocks.0.ls1.gamma": torch.zeros(16)}
    assert "odd.pth is a transformer that scales what its blocks add" in refusal_of(tmp_path, state)
    assert "odd.pth is a Hiera" in refusal_of(tmp_path, {"multi_scale_fusion_heads.0.0.weight": torch.zeros(2, 2)})


def test_an_encoder_alone_is_refused_by_saying_that_there_is_no_decoder(tmp_path: Path) -> None:
    state = authors_state(random_model(SMALL))
    encoder = {name: tensor for name, tensor in state.items() if "decoder" not in name and name != "mask_token"}
    torch.save({"model": encoder}, tmp_path / "mae_pretrain_vit_base.pth")
    ViTMAEModel(random_model(SMALL).config).save_pretrained(tmp_path / "encoder")
    for path in (tmp_path / "mae_pretrain_vit_base.pth", tmp_path / "encoder"):
        assert "has no decoder: all of its " in refusal(path)


TRAPPED = {
    "alone": "holds no tensors by name",
    "model": "holds no tensors by name",
    "a tensor's place": "missing vit.layernorm.weight",
    "args": None,
    "optimizer": None,
}


@pytest.mark.parametrize("place", TRAPPED)
@pytest.mark.parametrize("zipped", [True, False])
def test_a_pickle_that_wants_to_run_code_runs_nothing(tmp_path: Path, place: str, zipped: bool) -> None:
    trap, state = Runs(tmp_path / "was-run"), authors_state(random_model(SMALL))
    content = {
        "alone": trap,
        "model": {"model": trap},
        "a tensor's place": {"model": state | {"norm.weight": trap}},
        "args": {"model": state, "args": argparse.Namespace(output=trap)},
        "optimizer": {"model": state, "optimizer": {"state": [trap]}},
    }
    torch.save(content[place], tmp_path / "trap.pth", _use_new_zipfile_serialization=zipped)
    if message := TRAPPED[place]:
        assert message in refusal(tmp_path / "trap.pth")
    else:
        open_checkpoint(tmp_path / "trap.pth", heads=(2, 3))
    assert not (tmp_path / "was-run").exists()
    pickle.loads(pickle.dumps(trap))
    assert (tmp_path / "was-run").exists()  # so the trap was a live one


def test_files_that_are_broken_or_of_another_kind_are_refused_by_name(tmp_path: Path) -> None:
    whole = tmp_path / "whole.pth"
    torch.save(memory_state(), whole)
    save_file(memory_state(), tmp_path / "whole.safetensors")
    half = (tmp_path / "whole.safetensors").read_bytes()[:9000]
    expected = {
        "half.pth": (whole.read_bytes()[:9000], "half.pth is not a complete PyTorch file"),
        "text.pth": (b"hello, world", "text.pth is neither a safetensors nor a PyTorch file"),
        "empty.bin": (b"", "empty.bin is neither a safetensors nor a PyTorch file"),
        "half.safetensors": (half, "half.safetensors is not a complete safetensors file"),
        "pickle.pkl": (pickle.dumps([1, 2]), "pickle.pkl is not a complete PyTorch file"),
    }
    for name, (content, message) in expected.items():
        (tmp_path / name).write_bytes(content)
        assert message in refusal(tmp_path / name)
    assert "there is no file" in refusal(tmp_path / "nowhere.pth")
    (tmp_path / "empty").mkdir()
    assert "there is none of model.safetensors, model.safetensors.index.json, pytorch" in refusal(tmp_path / "empty")


@pytest.mark.parametrize("content", [[1, 2], {"model": {}}, torch.zeros(2), {"epoch": {}}])
def test_a_pickle_without_a_state_dict_is_refused(tmp_path: Path, content: object) -> None:
    torch.save(content, tmp_path / "odd.pth")
    assert refusal(tmp_path / "odd.pth").startswith("odd.pth holds ")


def test_shards_stay_inside_their_folder_and_must_all_be_there(tmp_path: Path) -> None:
    index = save_shards(random_model(SMALL), tmp_path / "shards") / "model.safetensors.index.json"
    places = json.loads(index.read_text())["weight_map"]
    (index.parent / next(iter(places.values()))).unlink()
    assert "there is no file" in refusal(index.parent)
    index.write_text(json.dumps({"weight_map": places | {"norm.bias": "../elsewhere.safetensors"}}))
    assert "names files outside its folder: ../elsewhere.safetensors" in refusal(index.parent)
    index.write_text(json.dumps({"weight_map": {"norm.bias": index.name}}))
    assert "is neither a safetensors nor a PyTorch file" in refusal(index.parent)
    index.write_text("[]")
    assert "is not a JSON object" in refusal(index.parent)


def test_a_config_json_that_does_not_fit_is_refused_with_all_of_its_faults(tmp_path: Path) -> None:
    config = save_transformers_5(random_model(SMALL), tmp_path / "folder") / "config.json"
    said = json.loads(config.read_text())
    odd = {"hidden_act": "relu", "num_channels": 0, "qkv_bias": False, "hidden_size": "16", "num_attention_heads": 0}
    config.write_text(json.dumps(said | odd | {"image_size": [32, "40"]}))
    message = refusal(config.parent)
    for part in (
        "hidden_act is 'relu' and should be 'gelu'",
        "num_channels is 0 and should be a positive whole number",
        "qkv_bias is False and should be True",
        "hidden_size is '16' and should be a positive whole number",
        "num_attention_heads is 0 and should be",
        "image_size is '40' and should be a positive whole number",
    ):
        assert part in message
    config.write_text(json.dumps(said | {"image_size": 36}))
    assert "image_size is 36 and should be a multiple of patch_size 8" in refusal(config.parent)
    config.write_text(json.dumps(said | {"num_hidden_layers": 4, "decoder_intermediate_size": 44}))
    message = refusal(config.parent)
    assert "missing vit.encoder.layer.3.output.dense.bias [16]" in message
    assert "decoder_encoder.layer.1.intermediate.dense.bias is [40] and should be [44]" in message
    config.write_text("{")
    assert "config.json cannot be read" in refusal(config.parent)


def test_a_family_with_heads_of_its_own_is_known_by_its_widths() -> None:
    lite = Geometry(32, 8, encoder=Stack(192, 1, 1, 8), decoder=Stack(96, 1, 1, 8))
    assert assumed_heads(lite)[0] == (12, 3)
    assert assumed_heads(MAE_TINY)[0] == (3, 3)


def test_heads_must_be_known_and_share_their_width(tmp_path: Path) -> None:
    assert "how many heads share a width of 16: say so by --heads" in refusal_of(tmp_path, memory_state(), heads=None)
    assert "a width of 16 cannot be split into 3 heads" in refusal_of(tmp_path, memory_state(), heads=(3, 3))


def test_another_image_size_needs_whole_patches_and_computable_positions(tmp_path: Path) -> None:
    message = refusal_of(tmp_path, memory_state(), size=(44, 44))
    assert message == "--image-size 44 is not a multiple of the patch size 8"
    message = refusal_of(tmp_path, memory_state(), size=(40, 40))
    assert "position_embeddings differs from the sine-cosine embedding by up to" in message
    assert "it was learned, and cannot be computed for --image-size 40" in message
    half = {name: tensor.bfloat16() for name, tensor in memory_state(learned_positions=False).items()}
    save_file(half, tmp_path / "half.safetensors")
    read = open_checkpoint(tmp_path / "half.safetensors", heads=(2, 3), size=(40, 40))
    assert read.geometry.patches == 25 and not any("positions" in note for note in read.notes)
    read = open_checkpoint(tmp_path / "half.safetensors", heads=(2, 3), size=(16, 64))
    assert read.geometry.grid == (2, 8) and read.state["decoder.decoder_pos_embed"].shape == (1, 17, 24)


def test_learned_positions_lie_as_the_caller_says(tmp_path: Path) -> None:
    save_file(memory_state(), tmp_path / "learned.safetensors")
    read = open_checkpoint(tmp_path / "learned.safetensors", heads=(2, 3))
    assert read.geometry.grid == (4, 4)
    assert any(note.startswith("grid: not told by the file; taken are 4 rows of 4 patches") for note in read.notes)
    read = open_checkpoint(tmp_path / "learned.safetensors", heads=(2, 3), size=(16, 64))
    assert read.geometry.grid == (2, 8) and not any(note.startswith("grid") for note in read.notes)


def test_learned_positions_tell_their_grid_by_their_likeness() -> None:
    generator = torch.Generator().manual_seed(3)
    for rows, columns in ((3, 24), (14, 14), (8, 32), (20, 4)):
        ways, phases = torch.randn(2, 96, generator=generator) * 0.6, torch.rand(96, generator=generator) * 6
        row, column = torch.arange(rows)[:, None, None], torch.arange(columns)[None, :, None]
        cells = (ways[0] * row + ways[1] * column + phases).cos().reshape(1, rows * columns, 96)
        noisy = cells + 0.2 * torch.randn(cells.shape, generator=generator)
        assert grid_by_likeness(noisy) == (rows, columns)
    assert grid_by_likeness(torch.randn(1, 196, 192, generator=generator)) is None
    assert grid_by_likeness(torch.zeros(1, 1, 8)) is None


def test_a_refused_checkpoint_leaves_no_folder_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ("norm.bias", "decoder_norm.bias", "decoder_norm.weight")
    save_file({name: torch.zeros(3) for name in names}, tmp_path / "odd.safetensors")
    arguments = ["--id", "odd", "--title", "Odd", "--out", str(tmp_path / "models")]
    assert main([str(tmp_path / "odd.safetensors"), *arguments]) == 1
    assert capsys.readouterr().err.startswith("export: the checkpoint does not fit:\n  missing ")
    assert not (tmp_path / "models").exists() and load_file(tmp_path / "odd.safetensors")
