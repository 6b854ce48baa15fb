"""Laws of fine-tuning: the classifier is the paper's, it learns, and processes add up to one."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

import probe
from evaluate import open_model
from model.geometry import Geometry, Stack
from model.mae import MAE
from probing.classifier import Classifier, groups
from probing.fine_tune import FineTuning
from training import parallel

TOY = Geometry(32, 8, Stack(24, 2, 3, 48), Stack(24, 1, 3, 48))
BARE = Geometry(32, 8, Stack(24, 2, 3, 48), Stack(24, 1, 3, 48), class_token=False)


def test_a_new_classifier_without_drop_path_is_the_encoder_without_its_norm() -> None:
    model, patches = MAE(TOY).eval(), torch.randn(3, 16, 192)
    tokens = model.vit.embeddings(patches, torch.arange(16).expand(3, -1))
    for block in model.vit.encoder["layer"]:
        tokens = block(tokens)
    classifier = Classifier(model, 4, drop_path=0.5)
    expected = classifier.head(classifier.norm(tokens[:, 1:].mean(dim=1)))
    assert torch.allclose(classifier(patches), expected, atol=1e-6)
    assert torch.allclose(classifier(patches, torch.ones(3, 4)), classifier(patches, torch.ones(3, 4)))
    assert classifier.drop_rates.tolist() == [0, 0, 0.5, 0.5]


def test_a_path_is_dropped_for_one_picture_and_doubled_for_another() -> None:
    model, patches = MAE(TOY).eval(), torch.randn(2, 16, 192)
    classifier = Classifier(model, 4, drop_path=0.5)
    classifier.head.weight.data.normal_()
    noise = torch.tensor([[0.9, 0.9, 0.4, 0.4], [0.9, 0.9, 0.6, 0.6]])  # the last block: left out, kept
    first, last = classifier.vit.encoder["layer"]
    tokens = first(classifier.vit.embeddings(patches, torch.arange(16).expand(2, -1)))  # [2, T, D]
    attended = tokens[1:] + 2 * last.attention(last.layernorm_before(tokens[1:]))
    whole = attended + 2 * last.output["dense"](F.gelu(last.intermediate["dense"](last.layernorm_after(attended))))
    expected = classifier.head(classifier.norm(torch.cat([tokens[:1], whole])[:, 1:].mean(dim=1)))
    assert torch.allclose(classifier(patches, noise), expected, atol=1e-5)


def test_every_parameter_learns_once_and_the_slower_the_further_from_the_head() -> None:
    classifier = Classifier(MAE(TOY), 4, drop_path=0.1)
    found = groups(classifier, decay=0.5, weight_decay=0.05)
    scales = {id(p): (group["scale"], group["weight_decay"]) for group in found for p in group["params"]}
    assert sum(len(group["params"]) for group in found) == len(scales) == len(list(classifier.parameters()))
    assert scales[id(classifier.head.weight)] == (1, 0.05)
    assert scales[id(classifier.norm.weight)] == (1, 0)
    assert scales[id(classifier.vit.encoder["layer"][1].layernorm_before.weight)] == (0.5, 0)
    assert scales[id(classifier.vit.encoder["layer"][0].intermediate["dense"].weight)] == (0.25, 0.05)
    assert scales[id(classifier.vit.embeddings.cls_token)] == (0.125, 0)
    assert scales[id(classifier.vit.embeddings.patch_embeddings["projection"].weight)] == (0.125, 0.05)


Tuned = tuple[FineTuning, list[float], int]


def tuned(
    flowers: Path, toy_file: Path, cache: Path, more: str = "--fine-tune 4"
) -> tuple[FineTuning, list[float], int]:
    """The tuning after all its steps, their losses, and how many held-out pictures are named rightly."""
    common = f"--cache {cache} --batch 6 --workers 0 --drop-path 0.3 {more}"
    args = probe.parse([str(flowers), "--model", str(toy_file), *common.split()])
    model = open_model(toy_file, None)[0]
    pictures, others, _ = probe.split(args, 32)
    assert others is not None
    tuning = FineTuning(model, pictures, args, parallel.join())
    losses = list(tuning.run())
    return tuning, losses, tuning.right(others)


def one_of_two(rank: int, port: int, flowers: Path, toy_file: Path, folder: Path) -> None:
    os.environ |= {"RANK": str(rank), "WORLD_SIZE": "2", "LOCAL_RANK": str(rank)}
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}
    torch.set_num_threads(1)
    tuning, _, right = tuned(flowers, toy_file, folder / "cache")
    if rank == 0:
        torch.save((tuning.classifier.state_dict(), right), folder / "two.pt")
    torch.distributed.barrier()
    os._exit(0)  # taking gloo apart hangs at times, and is not what is tested


def test_two_processes_fine_tune_as_one_with_the_double_batch(flowers: Path, toy_file: Path, tmp_path: Path) -> None:
    one, losses, right = tuned(flowers, toy_file, tmp_path / "cache")
    assert one.steps == len(losses) == 8
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    torch.multiprocessing.spawn(one_of_two, (port, flowers, toy_file, tmp_path), nprocs=2)
    weights, theirs = torch.load(tmp_path / "two.pt", weights_only=True)
    ours = one.classifier.state_dict()
    assert weights.keys() == ours.keys() and right == theirs
    for name, weight in ours.items():
        assert torch.allclose(weights[name], weight, atol=1e-4), name


def test_fine_tuning_learns_to_name_pictures_it_has_not_seen(flowers: Path, toy_file: Path, tmp_path: Path) -> None:
    _, losses, right = tuned(flowers, toy_file, tmp_path / "cache", "--fine-tune 60 --lr 0.1")
    assert np.mean(losses[-10:]) < 0.7 * np.mean(losses[:10])
    assert right == 6
