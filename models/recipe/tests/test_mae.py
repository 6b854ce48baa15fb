"""Laws of the model itself, and its agreement with transformers' `ViTMAEForPreTraining`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from transformers import ViTMAEConfig, ViTMAEForPreTraining

from checkpoint.files import ALL_TARGETS
from checkpoint.geometry import EPS, geometry_from_shapes, with_heads
from model.geometry import MAE_BASE, MAE_HUGE, MAE_LARGE, MAE_TINY, Geometry, Stack
from model.mae import MAE, sincos_positions
from model.masking import len_keep, random_masking
from model.patches import denormalise, normalise, patchify, unpatchify
from model.target import masked_loss, normalise_target, target_of, undone

SHIPPED = Path(__file__).parents[2] / "mae-tiny" / "model.safetensors"
HIGH = Geometry((48, 16), 8, encoder=Stack(48, 1, 4, 96), decoder=Stack(32, 1, 2, 64), channels=5)
SMALL_14 = Geometry(56, 14, encoder=Stack(48, 2, 4, 96), decoder=Stack(32, 1, 2, 64), layer_norm_eps=1e-12)


def test_a_patch_is_ordered_row_column_channel() -> None:
    images = torch.arange(3 * 8 * 8).view(1, 3, 8, 8)
    patches = patchify(images, 4)  # [1, 4, 48]
    assert patches.shape == (1, 4, 48)
    for patch, (row, column) in enumerate([(0, 0), (0, 4), (4, 0), (4, 4)]):
        corner = images[0, :, row : row + 4, column : column + 4]  # [3, 4, 4]
        assert patches[0, patch].equal(corner.permute(1, 2, 0).flatten())


@pytest.mark.parametrize("patch_size", [1, 7, 8, 14, 16])
def test_unpatchify_undoes_patchify(patch_size: int) -> None:
    images = torch.randn(2, 3, 112, 112)
    assert unpatchify(patchify(images, patch_size), patch_size).equal(images)


def test_denormalise_undoes_normalise() -> None:
    pixels = torch.rand(2, 3, 8, 8)
    assert torch.allclose(denormalise(normalise(pixels)), pixels, atol=1e-6)


def test_the_number_of_visible_patches_is_rounded_down_and_never_zero() -> None:
    assert [len_keep(196, ratio) for ratio in (0, 0.5, 0.75, 0.8, 0.9, 0.99)] == [196, 98, 49, 39, 19, 1]
    assert len_keep(4, 0.99) == 1


@pytest.mark.parametrize("keep", [1, 49, 195, 196])
def test_masking_keeps_the_patches_with_the_least_noise(keep: int) -> None:
    noise = torch.rand(3, 196)
    ids_keep, ids_restore, mask = random_masking(noise, keep)
    for row in range(3):
        threshold = noise[row].sort().values[keep - 1]
        assert mask[row].equal((noise[row] > threshold).float())
        assert set(ids_keep[row].tolist()) == set(mask[row].eq(0).nonzero()[:, 0].tolist())
        assert ids_restore[row][ids_keep[row]].equal(torch.arange(keep))


def test_a_lower_ratio_only_adds_patches_to_those_already_visible() -> None:
    noise = torch.rand(1, 196)
    few, many = random_masking(noise, 20)[0], random_masking(noise, 98)[0]
    assert many[:, :20].equal(few)


def test_positions_are_those_of_the_shipped_model() -> None:
    state = load_file(SHIPPED)
    for name in ("vit.embeddings.position_embeddings", "decoder.decoder_pos_embed"):
        assert torch.allclose(sincos_positions(192, (14, 14)), state[name].float(), atol=5e-4)  # stored as F16


def test_positions_tell_the_column_in_the_first_half_and_the_row_in_the_second() -> None:
    cells = sincos_positions(32, (5, 5))[0, 1:].view(5, 5, 32)  # [row, column, D]
    assert cells[1, 3, :16].equal(cells[4, 3, :16]) and not cells[1, 3, :16].equal(cells[1, 2, :16])
    assert cells[1, 3, 16:].equal(cells[1, 0, 16:]) and not cells[1, 3, 16:].equal(cells[2, 3, 16:])
    assert sincos_positions(32, (5, 5))[0, 0].eq(0).all()


def test_positions_of_a_grid_are_a_part_of_those_of_a_larger_one() -> None:
    large = sincos_positions(32, (5, 9))[0, 1:].view(5, 9, 32)  # [row, column, D]
    assert sincos_positions(32, (3, 7))[0, 1:].view(3, 7, 32).equal(large[:3, :7])


def test_hidden_pixels_never_reach_the_prediction() -> None:
    model = MAE(SMALL_14).eval()
    patches = torch.randn(1, 16, SMALL_14.patch_dim)
    ids_keep, ids_restore, mask = random_masking(torch.rand(1, 16), 5)
    changed = patches + mask[:, :, None] * torch.randn_like(patches)
    assert model(patches, ids_keep, ids_restore).equal(model(changed, ids_keep, ids_restore))


def test_the_loss_counts_hidden_patches_only() -> None:
    target, mask = torch.randn(1, 4, 48), torch.tensor([[1.0, 0.0, 1.0, 0.0]])
    wrong_where_visible = target + 9 * (1 - mask)[:, :, None]
    assert masked_loss(target, wrong_where_visible, mask) == 0
    assert masked_loss(target, target + 2, mask).item() == pytest.approx(4)


def test_normalised_targets_have_mean_zero_and_unbiased_deviation_one() -> None:
    target = normalise_target(torch.randn(2, 4, 48) * 5 + 3)
    assert torch.allclose(target.mean(dim=-1), torch.zeros(2, 4), atol=1e-5)
    assert torch.allclose(target.std(dim=-1), torch.ones(2, 4), atol=1e-5)


@pytest.mark.parametrize("target", ALL_TARGETS)
def test_whatever_a_model_is_asked_for_is_undone_to_what_it_is_shown(target: str) -> None:
    patches = torch.randn(2, 4, 48) * 0.5 + 0.3
    assert torch.allclose(undone(target_of(patches, target), patches, target), patches, atol=1e-5)


@pytest.mark.parametrize("geometry", [MAE_TINY, MAE_BASE, MAE_LARGE, MAE_HUGE, SMALL_14, HIGH])
def test_a_geometry_can_be_read_from_the_shapes_of_its_checkpoint(geometry: Geometry) -> None:
    with torch.device("meta"):
        state = MAE(geometry).state_dict()
    state |= {"vit.embeddings.position_embeddings": sincos_positions(geometry.encoder.width, geometry.grid)}
    heads = geometry.encoder.heads, geometry.decoder.heads
    assert with_heads(geometry_from_shapes(state), heads) == replace(geometry, layer_norm_eps=EPS)


@pytest.mark.parametrize("geometry", [MAE_TINY, MAE_BASE, SMALL_14], ids=["tiny", "base", "patches-of-14"])
def test_the_model_equals_transformers_with_the_same_weights_and_noise(geometry: Geometry) -> None:
    torch.manual_seed(3)
    model = MAE(geometry).eval()
    with torch.no_grad():
        for parameter in model.parameters():  # so that biases and norms are not all zeros and ones
            parameter.add_(0.02 * torch.randn_like(parameter))
    keep = geometry.patches // 4
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
        mask_ratio=1 - (keep + 0.5) / geometry.patches,
    )
    theirs, report = ViTMAEForPreTraining.from_pretrained(
        None, config=config, state_dict=model.state_dict(), output_loading_info=True
    )
    assert not any(report[key] for key in ("missing_keys", "unexpected_keys", "mismatched_keys"))
    images, noise = torch.randn(1, 3, geometry.image_size, geometry.image_size), torch.rand(1, geometry.patches)
    ids_keep, ids_restore, mask = random_masking(noise, keep)
    patches = patchify(images, geometry.patch_size)
    with torch.no_grad():
        ours = model(patches, ids_keep, ids_restore)
        expected = theirs.eval()(images, noise=noise)
    assert expected.ids_restore.equal(ids_restore) and expected.mask.equal(mask)
    difference = (ours - expected.logits).abs().max().item()
    print(f"largest difference {difference:.1e}, largest output {ours.abs().max().item():.2f}")
    assert difference < 1e-4
    assert masked_loss(patches, ours, mask).item() == pytest.approx(expected.loss.item(), rel=1e-4)
