"""Laws of the optimizers, the schedule, the average, and of where weights begin."""

from __future__ import annotations

import pytest
import torch

from model.geometry import Geometry, Stack
from model.mae import MAE
from model.masking import random_masking
from training import schedule
from training.optim import Muon, averaged, optimizers, orthogonalise
from training.schedule import Clock, learning_rate
from training.start import grow, mimetic, split_heads

TOY = Geometry(32, 8, Stack(24, 2, 3, 48), Stack(24, 1, 3, 48))


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float32])
def test_orthogonalised_matrices_have_singular_values_near_one(dtype: torch.dtype) -> None:
    values = torch.linalg.svdvals(orthogonalise(torch.randn(5, 24, 48), dtype).float())
    assert values.min() > 0.5
    assert values.max() < 1.3


def test_muon_agrees_with_pytorchs() -> None:
    ours = [torch.nn.Parameter(torch.randn(shape)) for shape in ((24, 24), (24, 24), (48, 24), (24, 48))]
    theirs = [torch.nn.Parameter(p.detach().clone()) for p in ours]
    begin = [p.detach().clone() for p in ours]
    a = Muon(ours, lr=1e-2, weight_decay=0.1)
    b = torch.optim.Muon(theirs, lr=1e-2, weight_decay=0.1, momentum=0.95, adjust_lr_fn="match_rms_adamw")
    for _ in range(3):
        for p, q in zip(ours, theirs, strict=True):
            p.grad = torch.randn_like(p)
            q.grad = p.grad.clone()
        a.step()
        b.step()
    for p, q, start in zip(ours, theirs, begin, strict=True):
        assert ((p - q).norm() / (q - start).norm()).item() < 0.05  # both round to bfloat16, in another order


def test_decay_is_for_matrices_and_muon_for_those_of_blocks() -> None:
    model = MAE(TOY)
    muon, adamw = optimizers(model, 1e-3, 0.05, muon=True)
    matrices, vectors = adamw.param_groups
    names = {id(p): name for name, p in model.named_parameters()}
    assert len(muon.param_groups[0]["params"]) == 6 * 3
    assert all("layer" in names[id(p)] for p in muon.param_groups[0]["params"])
    assert {names[id(p)].split(".")[-2] for p in matrices["params"]} >= {"projection", "decoder_pred", "decoder_embed"}
    assert vectors["weight_decay"] == 0
    trained = sum(len(g["params"]) for o in (muon, adamw) for g in o.param_groups)
    assert trained == sum(p.requires_grad for p in model.parameters())


@pytest.mark.parametrize("shape", ["linear", "cosine", "constant"])
def test_the_learning_rate_rises_then_never_rises_again(shape: str) -> None:
    rates = [learning_rate(step, step / 100, 1.0, 10, shape) for step in range(101)]
    top = rates.index(max(rates))
    assert 5 <= top <= 10
    assert rates[:top] == sorted(rates[:top])
    assert rates[top:] == sorted(rates[top:], reverse=True)
    assert rates[-1] == pytest.approx(0.01)


def test_a_clock_ends_in_time_through_pauses_and_without_jumps(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(schedule.time, "monotonic", lambda: now)
    clock, before = Clock(seconds=100), 0.0
    while now < 99.5:
        now += 40.0 if now == 30.0 else 0.5
        progress = clock.tick(0)
        assert before <= progress <= before + 0.05
        before = progress
        if now == 29.5:
            assert progress == pytest.approx(0.295)
    assert before == pytest.approx(1, abs=0.02)
    now += 1
    assert clock.tick(0) == 1


def test_a_resumed_clock_goes_on_where_it_stood() -> None:
    clock = Clock(seconds=1000)
    clock.progress = 0.4
    clock.deadline -= 600
    for seconds, left in ((1000, 400), (500, 500)):
        again = Clock(seconds=seconds)
        again.load_state_dict(clock.state_dict())
        assert 0.4 <= again.tick(0) < 0.41
        assert again.deadline - again.last == pytest.approx(left, abs=5)


def test_an_average_lags_behind_and_a_young_one_less() -> None:
    model = MAE(TOY)
    old, young = averaged(model, 0.99, young=False), averaged(model, 0.99, young=True)
    with torch.no_grad():
        for p in model.parameters():
            p += 1
    for average in (old, young):
        average.update_parameters(model)
    assert old.module.decoder.decoder_pred.bias.mean().item() == pytest.approx(0.01, abs=1e-6)
    assert young.module.decoder.decoder_pred.bias.mean().item() > 0.8


def test_a_grown_model_computes_the_same() -> None:
    small = MAE(TOY).eval()
    large = MAE(Geometry(32, 8, Stack(24, 4, 3, 48), Stack(24, 3, 3, 48))).eval()
    large.load_state_dict(grow(small.state_dict(), large))
    ids_keep, ids_restore, _ = random_masking(torch.rand(2, 16), 4)
    patches = torch.randn(2, 16, 192)
    assert torch.allclose(small(patches, ids_keep, ids_restore), large(patches, ids_keep, ids_restore), atol=1e-6)


def test_split_heads_compute_the_same_where_their_logits_have_few_dimensions() -> None:
    def model(heads: int) -> MAE:
        return MAE(Geometry(32, 8, Stack(24, 1, 3, 48), Stack(24, 2, heads, 48))).eval()

    few, many = model(3), model(6)
    with torch.no_grad():
        for block in few.decoder.decoder_layers:
            for name in ("query", "key"):
                block.attention.attention[name].weight.normal_()
                block.attention.attention[name].bias.normal_()
            block.attention.attention["query"].weight.view(3, 8, 24)[:, 4:] = 0  # of 8 dimensions of a head 4 are used
            block.attention.attention["query"].bias.view(3, 8)[:, 4:] = 0
    many.load_state_dict(split_heads(few.state_dict(), "decoder.", 3, 2))
    ids_keep, ids_restore, _ = random_masking(torch.rand(2, 16), 4)
    patches = torch.randn(2, 16, 192)
    assert torch.allclose(few(patches, ids_keep, ids_restore), many(patches, ids_keep, ids_restore), atol=1e-5)


def test_mimetic_attention_looks_at_itself() -> None:
    model = MAE(Geometry(32, 8, Stack(96, 1, 1, 48), Stack(96, 1, 1, 48)))
    mimetic(model)
    attention = model.vit.encoder["layer"][0].attention
    q, k, v = (attention.attention[name].weight for name in ("query", "key", "value"))
    similar = (q.T @ k).diagonal().mean().item()
    mixed = (attention.output["dense"].weight @ v).diagonal().mean().item()
    assert similar == pytest.approx(0.7, abs=0.1)
    assert mixed == pytest.approx(-0.4, abs=0.1)
