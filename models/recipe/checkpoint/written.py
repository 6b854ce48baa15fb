"""Checkpoints as others write them: models of transformers with random weights, in every published kind and spelling.

Published weights cannot be part of tests; files of the same names, shapes and formats can.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import ViTMAEConfig, ViTMAEForPreTraining
from transformers.models.vit_mae.modeling_vit_mae import build_2d_sinusoidal_position_embedding

from model.geometry import Geometry


def random_model(geometry: Geometry, learned_positions: bool = True, **more: object) -> ViTMAEForPreTraining:
    """A model of transformers with random weights that an F16 file keeps to the bit."""
    torch.manual_seed(4)
    encoder, decoder = geometry.encoder, geometry.decoder
    config = ViTMAEConfig(
        image_size=geometry.image_size,
        patch_size=geometry.patch_size,
        num_channels=geometry.channels,
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
            (rows, columns), width = geometry.grid, positions.shape[2]
            rows_first = build_2d_sinusoidal_position_embedding(rows, columns, width, cls_token=True)  # [L + 1, D]
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


def save_encoder(model: ViTMAEForPreTraining, to: Path) -> Path:
    """What the authors publish for recognition: the encoder, without a decoder."""
    to.mkdir()
    state = authors_state(model)
    encoder = {name: tensor for name, tensor in state.items() if not name.startswith(("decoder", "mask_token"))}
    torch.save({"model": encoder}, to / "mae_pretrain_vit_small.pth")
    return to / "mae_pretrain_vit_small.pth"


def save_encoder_of_transformers(model: ViTMAEForPreTraining, to: Path) -> Path:
    model.vit.save_pretrained(to)
    return to


def save_authors_bare(model: ViTMAEForPreTraining, to: Path) -> Path:
    """The tensors alone, in PyTorch's older kind of file."""
    to.mkdir()
    torch.save(authors_state(model), to / "mae.pth", _use_new_zipfile_serialization=False)
    return to / "mae.pth"
