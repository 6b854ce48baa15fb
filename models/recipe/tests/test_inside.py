"""That what the hooks take out of transformers is what transformers itself, or its own arithmetic, says it is."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor
from transformers import ViTMAEForPreTraining

from page.checkpoint_fixtures import FOLDER, RATIO, SEED, SMALL, predicted, seeded_images
from page.inside_fixtures import (
    DIRECTIONS,
    MATRICES,
    Inside,
    block_sizes,
    colour_levels,
    colour_tokens,
    directions,
    hub_model,
    hub_weights,
    masked,
    position_cosines,
    whole,
)
from page.reference import seeded_mask

ROOT = Path(__file__).parents[3]
CLASS, ENCODER, DECODER = 1, SMALL.encoder, SMALL.decoder


@pytest.fixture(scope="module")
def model() -> ViTMAEForPreTraining:
    return hub_model(ROOT).requires_grad_(False)


def embedded(model: ViTMAEForPreTraining, ids: Tensor) -> Tensor:
    """Class token and patches `ids` [K] of the picture, with their positions: [K + 1, D]."""
    embeddings = model.vit.embeddings
    tokens = torch.cat([embeddings.cls_token, embeddings.patch_embeddings(seeded_images(SMALL))], dim=1)
    tokens = tokens[0] + embeddings.position_embeddings[0]  # [L + 1, D]
    return tokens[torch.cat([torch.tensor([0]), ids + CLASS])]


def agree(inside: Inside, key: tuple[str, str, int], expected: Tensor) -> None:
    torch.testing.assert_close(inside[key], expected, rtol=1e-5, atol=1e-5)


def test_the_checkpoint_is_read_without_a_tensor_left_over() -> None:
    _, report = ViTMAEForPreTraining.from_pretrained(ROOT / FOLDER / "hub", output_loading_info=True)
    assert not any(report.values()), report


def test_all_blocks_are_told_in_their_shapes(model: ViTMAEForPreTraining) -> None:
    def shapes(half: str, depth: int, tokens: int, width: int, heads: int) -> dict[tuple[str, str, int], list[int]]:
        found = {(half, "tokens", block): [tokens, width] for block in range(depth + 1)}
        return found | {(half, "attention", block): [heads, tokens, tokens] for block in range(1, depth + 1)}

    every, visible = SMALL.patches + CLASS, 16 + CLASS
    for inside, count in ((whole(model), every), (masked(model), visible)):
        expected = shapes("encoder", ENCODER.depth, count, ENCODER.width, ENCODER.heads)
        expected["encoder", "latent", ENCODER.depth] = [count, ENCODER.width]
        if count == visible:
            expected |= shapes("decoder", DECODER.depth, every, DECODER.width, DECODER.heads)
        assert {key: list(tensor.shape) for key, tensor in inside.items()} == expected


def test_the_whole_picture_is_in_reading_order_and_the_masked_one_in_that_of_ids_keep(
    model: ViTMAEForPreTraining,
) -> None:
    ids_keep, _, _ = seeded_mask(SEED, SMALL.patches, RATIO)
    agree(whole(model), ("encoder", "tokens", 0), embedded(model, torch.arange(SMALL.patches)))
    agree(masked(model), ("encoder", "tokens", 0), embedded(model, ids_keep[0]))


def test_the_decoder_begins_with_the_seen_tokens_in_their_places_and_the_mask_token_elsewhere(
    model: ViTMAEForPreTraining,
) -> None:
    inside, decoder = masked(model), model.decoder
    ids_keep, _, _ = seeded_mask(SEED, SMALL.patches, RATIO)
    tokens = decoder.mask_token[0].repeat(SMALL.patches + CLASS, 1)  # [L + 1, E]
    places = torch.cat([torch.tensor([0]), ids_keep[0] + CLASS])
    tokens[places] = decoder.decoder_embed(inside["encoder", "latent", ENCODER.depth])
    agree(inside, ("decoder", "tokens", 0), tokens + decoder.decoder_pos_embed[0])


def test_every_block_makes_the_next_tokens_and_the_last_ones_make_the_outputs(model: ViTMAEForPreTraining) -> None:
    inside, whole_inside = masked(model), whole(model)
    for found in (inside, whole_inside):
        for number, layer in enumerate(model.vit.layers):
            agree(found, ("encoder", "tokens", number + 1), layer(found["encoder", "tokens", number][None])[0])
        latent = model.vit.layernorm(found["encoder", "tokens", ENCODER.depth])
        agree(found, ("encoder", "latent", ENCODER.depth), latent)
    last = model.decoder.decoder_norm(inside["decoder", "tokens", DECODER.depth])  # [L + 1, E]
    pred = model.decoder.decoder_pred(last)[CLASS:]  # [L, P*P*C]
    torch.testing.assert_close(pred, predicted(model, seeded_images(SMALL))[0], rtol=1e-5, atol=1e-5)


def test_attention_is_the_softmax_of_queries_by_keys(model: ViTMAEForPreTraining) -> None:
    stacks = (
        (whole(model), "encoder", model.vit.layers, ENCODER.heads),
        (masked(model), "encoder", model.vit.layers, ENCODER.heads),
        (masked(model), "decoder", model.decoder.decoder_layers, DECODER.heads),
    )
    for inside, half, layers, heads in stacks:
        for number, layer in enumerate(layers):
            tokens = layer.layernorm_before(inside[half, "tokens", number])  # [T, D]
            of_head = (len(tokens), heads, -1)
            queries = layer.attention.q_proj(tokens).view(of_head).transpose(0, 1)  # [H, T, D / H]
            keys = layer.attention.k_proj(tokens).view(of_head).transpose(0, 1)
            weights = (queries @ keys.mT * queries.shape[2] ** -0.5).softmax(dim=2)  # [H, T, T]
            agree(inside, (half, "attention", number + 1), weights)
            assert weights.std() > 1e-3  # else any even attention would agree


def test_the_hooks_agree_with_what_transformers_hands_out_of_the_encoder(model: ViTMAEForPreTraining) -> None:
    inside = masked(model)  # leaves the model its ratio
    torch.manual_seed(SEED)
    noise = torch.rand(1, SMALL.patches)
    seen = model.vit(seeded_images(SMALL), noise=noise, output_hidden_states=True, output_attentions=True)
    for block, tokens in enumerate(seen.hidden_states):
        agree(inside, ("encoder", "tokens", block), tokens[0])
    for block, weights in enumerate(seen.attentions, 1):
        agree(inside, ("encoder", "attention", block), weights[0])
    assert len(seen.hidden_states) == ENCODER.depth + 1 and len(seen.attentions) == ENCODER.depth


def test_directions_are_turned_into_themselves_by_the_second_moments_and_stand_apart(
    model: ViTMAEForPreTraining,
) -> None:
    filters = model.vit.embeddings.patch_embeddings.projection.weight.flatten(1).double()  # [D, C*P*P]
    found, shares = directions(filters)
    moments = filters.mT @ filters / filters.square().sum()
    torch.testing.assert_close(found @ moments, found * shares[:, None])
    torch.testing.assert_close(found @ found.mT, torch.eye(len(found), dtype=torch.float64))
    torch.testing.assert_close(shares.sum(), torch.tensor(1.0, dtype=torch.float64))
    # Else another processor would tell other numbers: shares that are not the same, and signs that are not a tie.
    told, gaps = found[:DIRECTIONS], -shares.diff()[:DIRECTIONS]
    assert gaps.min() > 1e-3
    assert (told.amax(dim=1) > -told.amin(dim=1) + 1e-3).all()


def test_positions_are_compared_without_the_class_token(model: ViTMAEForPreTraining) -> None:
    places = model.vit.embeddings.position_embeddings[0, CLASS:].double()  # [L, D]
    lengths = places.norm(dim=1)
    torch.testing.assert_close(position_cosines(hub_weights(ROOT)), places @ places.mT / lengths.outer(lengths))


def test_the_matrices_of_a_block_are_all_that_transformers_finds_in_it(model: ViTMAEForPreTraining) -> None:
    blocks, layers = block_sizes(hub_weights(ROOT)), [*model.vit.layers, *model.decoder.decoder_layers]
    assert [(block["half"], block["block"]) for block in blocks] == [("encoder", 1), ("encoder", 2), ("decoder", 1)]
    for block, layer in zip(blocks, layers, strict=True):
        of_attention = [matrix for matrix in layer.attention.parameters() if matrix.dim() == 2]
        others = [matrix for matrix in layer.mlp.parameters() if matrix.dim() == 2]
        for what, matrices in (("attention", of_attention), ("mlp", others)):
            assert len(matrices) == len(MATRICES[what])
            squares = sum(matrix.double().square().sum().item() for matrix in matrices)
            assert block[what] == pytest.approx((squares / sum(matrix.numel() for matrix in matrices)) ** 0.5)


def test_colours_go_from_nothing_to_full_and_no_level_is_nearly_a_tie() -> None:
    levels = torch.cat(colour_levels(colour_tokens()))  # [N + N, 3]
    assert levels.amin(dim=0).tolist() == [0, 0, 0] and levels.amax(dim=0).tolist() == [255, 255, 255]
    assert ((levels.frac() - 0.5).abs() > 0.01).all()
