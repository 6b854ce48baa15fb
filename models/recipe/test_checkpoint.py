"""Laws of checkpoints: whoever wrote the file, its export draws what transformers' `ViTMAEForPreTraining` draws."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import ViTMAEConfig, ViTMAEForPreTraining
from transformers.models.vit_mae.modeling_vit_mae import build_2d_sinusoidal_position_embedding

import folder
from checkpoint import open_checkpoint
from export import TOLERANCE, Runner, main
from mae import MAE_HUGE, MAE_TINY, Geometry, Stack

SMALL = Geometry(48, 8, encoder=Stack(32, 3, 2, 48), decoder=Stack(24, 2, 3, 40), layer_norm_eps=1e-3)
HUGE_LIKE = Geometry(224, 14, encoder=Stack(1280, 1, 16, 5120), decoder=Stack(512, 1, 16, 2048), layer_norm_eps=1e-12)
BASE = Geometry(224, 16, encoder=Stack(768, 12, 12, 3072), decoder=Stack(512, 8, 16, 2048), layer_norm_eps=1e-12)


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Two threads wait for each other when the machine is busy, and these models are too small to gain from them."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def random_model(geometry: Geometry, learned_positions: bool = True, **more: object) -> ViTMAEForPreTraining:
    """A model of transformers with random weights that an F16 file keeps to the bit."""
    torch.manual_seed(4)
    encoder, decoder = geometry.encoder, geometry.decoder
    config = ViTMAEConfig(
        image_size=geometry.image_size,
        patch_size=geometry.patch_size,
        hidden_size=encoder.width,
        num_hidden_layers=encoder.depth,
        num_attention_heads=encoder.heads,
        intermediate_size=encoder.mlp,
        decoder_hidden_size=decoder.width,
        decoder_num_hidden_layers=decoder.depth,
        decoder_num_attention_heads=decoder.heads,
        decoder_intermediate_size=decoder.mlp,
        layer_norm_eps=geometry.layer_norm_eps,
        **more,
    )
    with torch.device("meta"):
        model = ViTMAEForPreTraining(config)
    model = model.to_empty(device="cpu").eval().requires_grad_(False)
    for name, parameter in model.named_parameters():
        parameter.normal_(std=0.1 if parameter.ndim == 1 else parameter[0].numel() ** -0.5)
        if "norm" in name and name.endswith("weight"):
            parameter.add_(1)
        parameter.copy_(parameter.half())
    if not learned_positions:
        embeddings, decoder = model.vit.embeddings, model.decoder
        for positions in (embeddings.position_embeddings, decoder.decoder_pos_embed):
            grid, width = geometry.grid, positions.shape[2]
            rows_first = build_2d_sinusoidal_position_embedding(grid, grid, width, cls_token=True)  # [L + 1, D]
            positions.copy_(rows_first.roll(width // 2, dims=1))  # [1, L + 1, D]: columns first, as published
    return model


def save_transformers_5(model: ViTMAEForPreTraining, to: Path) -> Path:
    model.save_pretrained(to)
    assert any("decoder.decoder_encoder.layer" in name for name in load_file(to / "model.safetensors"))
    return to


def save_shards(model: ViTMAEForPreTraining, to: Path) -> Path:
    model.save_pretrained(to, max_shard_size="40KB")
    assert not (to / "model.safetensors").exists()
    return to


def save_transformers_4(model: ViTMAEForPreTraining, to: Path) -> Path:
    save_transformers_5(model, to)
    state = load_file(to / "model.safetensors")
    state = {name.replace(".decoder_encoder.layer.", ".decoder_layers."): tensor for name, tensor in state.items()}
    save_file(state, to / "model.safetensors", metadata={"format": "pt"})
    return to


def save_transformers_4_bin(model: ViTMAEForPreTraining, to: Path) -> Path:
    weights = save_transformers_4(model, to) / "model.safetensors"
    torch.save(load_file(weights), to / "pytorch_model.bin")
    weights.unlink()
    return to


def save_memory(model: ViTMAEForPreTraining, to: Path) -> Path:
    to.mkdir()
    model.config.save_pretrained(to)
    torch.save(model.state_dict(), to / "pytorch_model.bin")
    return to


def save_memory_alone(model: ViTMAEForPreTraining, to: Path) -> Path:
    to.mkdir()
    save_file(model.state_dict(), to / "trained.safetensors")
    return to / "trained.safetensors"


def authors_state(model: ViTMAEForPreTraining) -> dict[str, Tensor]:
    """The model's tensors as the authors name and stack them, taken from its modules one by one."""
    embeddings, decoder = model.vit.embeddings, model.decoder
    modules: dict[str, list[nn.Module]] = {
        "patch_embed.proj": [embeddings.patch_embeddings.projection],
        "norm": [model.vit.layernorm],
        "decoder_embed": [decoder.decoder_embed],
        "decoder_norm": [decoder.decoder_norm],
        "decoder_pred": [decoder.decoder_pred],
    }
    for stack, layers in (("blocks", model.vit.layers), ("decoder_blocks", decoder.decoder_layers)):
        for number, layer in enumerate(layers):
            attention, at = layer.attention, f"{stack}.{number}"
            modules[f"{at}.norm1"] = [layer.layernorm_before]
            modules[f"{at}.attn.qkv"] = [attention.q_proj, attention.k_proj, attention.v_proj]
            modules[f"{at}.attn.proj"] = [attention.o_proj]
            modules[f"{at}.norm2"] = [layer.layernorm_after]
            modules[f"{at}.mlp.fc1"], modules[f"{at}.mlp.fc2"] = [layer.mlp.fc1], [layer.mlp.fc2]
    state = {"cls_token": embeddings.cls_token, "pos_embed": embeddings.position_embeddings}
    state |= {"mask_token": decoder.mask_token, "decoder_pos_embed": decoder.decoder_pos_embed}
    for name, parts in modules.items():
        for kind in ("weight", "bias"):
            state[f"{name}.{kind}"] = torch.cat([getattr(part, kind) for part in parts])  # q, k, v: [3 * D, D]
    return state


def save_authors(model: ViTMAEForPreTraining, to: Path) -> Path:
    """As a checkpoint of the authors' training, with all that lies in it beside the weights."""
    to.mkdir()
    others = {"optimizer": {"state": {0: {"step": 3, "exp_avg": torch.zeros(4)}}, "param_groups": [{"lr": 1e-3}]}}
    options = argparse.Namespace(model="mae", norm_pix_loss=False, lr=None, blr=1.5e-4, distributed=True)
    others |= {"epoch": 799, "scaler": {"scale": 65536.0}, "args": options}
    torch.save({"model": authors_state(model), **others}, to / "checkpoint-799.pth")
    return to / "checkpoint-799.pth"


def save_authors_bare(model: ViTMAEForPreTraining, to: Path) -> Path:
    """The tensors alone, in PyTorch's older kind of file."""
    to.mkdir()
    torch.save(authors_state(model), to / "mae.pth", _use_new_zipfile_serialization=False)
    return to / "mae.pth"


Saver = Callable[[ViTMAEForPreTraining, Path], Path]
FOLDERS: list[Saver] = [save_transformers_4, save_transformers_4_bin, save_transformers_5, save_shards, save_memory]
FILES: list[Saver] = [save_memory_alone, save_authors, save_authors_bare]


def told(geometry: Geometry) -> list[str]:
    """What a file without config.json leaves open, as options."""
    heads = str(geometry.encoder.heads), str(geometry.decoder.heads)
    return ["--heads", *heads, "--eps", str(geometry.layer_norm_eps)]


def export(checkpoint: Path, out: Path, *options: str) -> Path:
    assert main([str(checkpoint), "--id", "mae", "--title", "MAE", "--out", str(out), *options]) == 0
    return out / "mae"


def difference(model: ViTMAEForPreTraining, exported: Path, share: float = 0.25) -> float:
    """Between transformers and the exported graphs under onnxruntime, on the same picture and the same noise."""
    size, patches = model.config.image_size, model.vit.embeddings.patch_embeddings.num_patches
    torch.manual_seed(5)
    images, noise = torch.randn(1, 3, size, size), torch.rand(1, patches)
    keep = int(patches * share)
    model.vit.embeddings.config.mask_ratio = 1 - (keep + 0.5) / patches
    with torch.no_grad():
        theirs = model(images, noise=noise)
    run = Runner(exported / "encoder.onnx", exported / "decoder.onnx", load_file(exported / "model.safetensors"))
    ours = run(model.patchify(images)[0], noise[0].argsort()[:keep], theirs.ids_restore[0])  # [L, P*P*3]
    largest = (ours - theirs.logits[0]).abs().max().item()
    print(f"largest difference to transformers {largest:.1e}, largest output {ours.abs().max().item():.2f}")
    return largest


@pytest.mark.parametrize("save", FOLDERS + FILES)
def test_an_export_of_any_kind_and_spelling_draws_what_transformers_draws(tmp_path: Path, save: Saver) -> None:
    model = random_model(SMALL)
    options = told(SMALL) if save in FILES else []
    exported = export(save(model, tmp_path / "checkpoint"), tmp_path, "--dtype", "f32", *options)
    assert difference(model, exported) < TOLERANCE
    assert folder.load(exported)[0].geometry == SMALL


@pytest.mark.parametrize("save", [save_transformers_5, save_authors])
def test_patches_of_14_draw_what_transformers_draws(tmp_path: Path, save: Saver) -> None:
    model = random_model(HUGE_LIKE)
    options = told(HUGE_LIKE) if save in FILES else []
    assert difference(model, export(save(model, tmp_path / "checkpoint"), tmp_path, *options)) < TOLERANCE
    shutil.rmtree(tmp_path)


def test_the_tiny_geometry_draws_what_transformers_draws_with_nothing_told_but_the_file(tmp_path: Path) -> None:
    model = random_model(MAE_TINY, learned_positions=False)
    exported = export(save_authors(model, tmp_path / "checkpoint"), tmp_path, "--dtype", "f32")
    assert all(difference(model, exported, share) < TOLERANCE for share in (0.01, 0.25, 0.9))
    shutil.rmtree(tmp_path)


def test_the_base_geometry_draws_what_transformers_draws(tmp_path: Path) -> None:
    model = random_model(BASE)
    assert difference(model, export(save_transformers_4(model, tmp_path / "checkpoint"), tmp_path)) < TOLERANCE
    shutil.rmtree(tmp_path)


@pytest.mark.parametrize("save", [save_transformers_4, save_authors])
def test_an_export_for_another_image_size_is_the_same_model_with_positions_of_that_size(
    tmp_path: Path, save: Saver
) -> None:
    small = random_model(SMALL, learned_positions=False)
    larger = random_model(Geometry(72, 8, SMALL.encoder, SMALL.decoder, SMALL.layer_norm_eps), learned_positions=False)
    positions = {name: tensor for name, tensor in larger.state_dict().items() if tensor.shape[1:2] == (82,)}
    larger.load_state_dict(small.state_dict() | positions)
    options = told(SMALL) if save in FILES else []
    checkpoint = save(small, tmp_path / "checkpoint")
    exported = export(checkpoint, tmp_path, "--image-size", "72", "--dtype", "f32", *options)
    assert len(positions) == 2 and difference(larger, exported) < TOLERANCE


def test_config_json_tells_heads_epsilon_and_target_and_options_win_over_it(tmp_path: Path) -> None:
    checkpoint = save_transformers_5(random_model(SMALL, norm_pix_loss=True), tmp_path / "checkpoint")
    for path in (checkpoint, checkpoint / "model.safetensors"):
        read = open_checkpoint(path)
        assert (read.geometry, read.target) == (SMALL, "normalised-pixels")
        assert not any("not told" in note for note in read.notes)
    read = open_checkpoint(checkpoint, heads=(4, 2), eps=1e-6, target="pixels")
    assert (read.geometry.encoder.heads, read.geometry.decoder.heads) == (4, 2)
    assert (read.geometry.layer_norm_eps, read.target) == (1e-6, "pixels")
    assert "target: the checkpoint says normalised-pixels; taken is pixels, as asked" in read.notes


def test_what_a_config_json_leaves_out_is_what_transformers_would_fill_in(tmp_path: Path) -> None:
    said = {"model_type": "vit_mae", "hidden_size": 64, "num_hidden_layers": 1, "num_attention_heads": 4}
    said |= {"decoder_num_hidden_layers": 1}
    model = ViTMAEForPreTraining(ViTMAEConfig(**said))
    save_memory(model, tmp_path / "checkpoint")
    (tmp_path / "checkpoint" / "config.json").write_text(json.dumps(said))
    geometry = open_checkpoint(tmp_path / "checkpoint").geometry
    assert geometry == Geometry(224, 16, Stack(64, 1, 4, 3072), Stack(512, 1, 16, 2048), layer_norm_eps=1e-12)


def test_what_the_file_does_not_tell_is_assumed_and_said(tmp_path: Path) -> None:
    state = authors_state(random_model(Geometry(28, 14, Stack(1280, 1, 1, 8), Stack(128, 1, 1, 8))))
    expected = {
        "mae_visualize_vit_huge.pth": "pixels",
        "mae_visualize_vit_large_ganloss.pth": "pixels",
        "mae_pretrain_vit_huge_full.pth": "normalised-pixels",
        "mine.pth": "pixels",
    }
    for name, target in expected.items():
        torch.save({"model": state}, tmp_path / name)
        read = open_checkpoint(tmp_path / name)
        assert read.target == target
        assert (read.geometry.encoder.heads, read.geometry.decoder.heads) == (MAE_HUGE.encoder.heads, 2)
        assert read.geometry.layer_norm_eps == 1e-6
        assert ("GAN loss" in read.remark) == ("ganloss" in name)
        notes = "\n".join(read.notes)
        for part in ("16 (known at width 1280) and 2 (128 / 64)", "taken is 1e-06", f"taken is {target}"):
            assert part in notes


def test_the_gan_loss_is_part_of_the_exported_models_source(tmp_path: Path) -> None:
    path = tmp_path / "mae_visualize_vit_large_ganloss.pth"
    torch.save({"model": authors_state(random_model(SMALL))}, path)
    exported = export(path, tmp_path, "--source", "From the authors.", *told(SMALL))
    assert folder.load(exported)[1]["source"].startswith("From the authors. Trained with an additional GAN loss")


def test_training_options_in_the_authors_files_tell_the_target(tmp_path: Path) -> None:
    args = argparse.Namespace(norm_pix_loss=True)
    torch.save({"model": authors_state(random_model(SMALL)), "args": args}, tmp_path / "checkpoint.pth")
    assert open_checkpoint(tmp_path / "checkpoint.pth", heads=(2, 3)).target == "normalised-pixels"


def test_metadata_of_train_py_tells_the_heads(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    save_file(random_model(SMALL).state_dict(), path, metadata={"heads": "8 4", "target": "normalised-pixels"})
    read = open_checkpoint(path)
    assert (read.geometry.encoder.heads, read.geometry.decoder.heads) == (8, 4)
    assert read.target == "normalised-pixels"
