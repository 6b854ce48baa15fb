"""Laws of training: it learns, it ends in time, a kill changes nothing, and processes add up to one."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

import optim
import options
import parallel
import train
from data import cached
from mae import MAE, Geometry, Stack, random_masking
from optim import Average, Clock, Muon, learning_rate, optimizers, orthogonalise
from parallel import Team, gathered
from run import Run
from start import grow, mimetic
from train import Trainer, mean_log_error

HERE = Path(__file__).parent
TOY = Geometry(32, 8, Stack(24, 2, 3, 48), Stack(24, 1, 3, 48))
ALONE = Team(0, 1, torch.device("cpu"))
COMMON = "--model toy --batch 8 --warmup 16 --lr 2e-3 --workers 0 --ema 0.9 --log-steps 3"


@pytest.fixture(autouse=True)
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(options.MODELS, "toy", TOY)


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("photos")
    for i in range(10):
        pixels = np.random.default_rng(i).integers(0, 256, (3, 3, 3), dtype=np.uint8)
        Image.fromarray(pixels).resize((40, 36), Image.Resampling.BICUBIC).save(folder / f"{i}.png")
    return folder


def arguments(photos: Path, run: Path, more: str = "--samples 96") -> list[str]:
    return [str(photos), "--run", str(run), "--cache", str(photos.parent / "cache"), *COMMON.split(), *more.split()]


def trainer(photos: Path, run: Path, more: str = "--samples 96") -> Trainer:
    args = options.parse(arguments(photos, run, more))
    decoded = cached(args.photos, Path(args.cache), args.short)
    return Trainer(Run(args, ALONE, len(decoded)), decoded, None)


def weights(run: Path) -> dict[str, torch.Tensor]:
    return load_file(run / "model.safetensors")


def same(a: dict[str, torch.Tensor], b: dict[str, torch.Tensor]) -> bool:
    return a.keys() == b.keys() and all(torch.equal(a[name], b[name]) for name in a)


def curve(run: Path) -> list[tuple[str, ...]]:
    """Step, samples, learning rate and loss of every line: all but the times."""
    with (run / "curve.csv").open() as file:
        return [(row[0], row[1], row[3], row[4]) for row in csv.reader(file)]


@pytest.mark.parametrize("more", ["--samples 96", "--samples 96 --preset paper", "--samples 96 --loss norm --no-bf16"])
def test_an_interrupted_run_ends_as_an_uninterrupted_one(photos: Path, tmp_path: Path, more: str) -> None:
    whole = trainer(photos, tmp_path / "whole", more)
    whole.train(lambda: False)
    cut = trainer(photos, tmp_path / "cut", more)
    cut.train(lambda: cut.run.step == 5)
    again = trainer(photos, tmp_path / "cut", more)
    assert again.run.step == 5
    again.train(lambda: False)
    assert again.run.step == whole.run.step == 12
    assert same(weights(tmp_path / "whole"), weights(tmp_path / "cut"))
    assert same(whole.run.model.state_dict(), again.run.model.state_dict())
    assert curve(tmp_path / "whole") == curve(tmp_path / "cut")
    assert len(curve(tmp_path / "whole")) == 1 + 12 // 3


def launch(command: list[str]) -> subprocess.Popen[bytes]:
    """A process of its own that knows the toy geometry."""
    knows = f"import options; from {__name__} import TOY; options.MODELS['toy'] = TOY; import train; train.main()"
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    return subprocess.Popen([sys.executable, "-c", knows, *command], cwd=HERE, env=environment)


def test_a_killed_run_resumes_to_the_same_curve_and_weights(photos: Path, tmp_path: Path) -> None:
    more = "--samples 240 --save-steps 4"
    victim = launch(arguments(photos, tmp_path / "killed", more.replace("240", "200000")))
    while not (tmp_path / "killed" / "last.pt").exists() and victim.poll() is None:
        time.sleep(0.02)
    victim.send_signal(signal.SIGKILL)
    assert victim.wait() == -signal.SIGKILL
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        resumed = trainer(photos, tmp_path / "killed", "--samples 200000 --save-steps 4")
        reached = resumed.run.step
        assert reached >= 4
        resumed.train(lambda: resumed.run.step >= reached + 6)
        whole = trainer(photos, tmp_path / "whole", "--samples 200000")
        whole.train(lambda: whole.run.step >= reached + 6)
    finally:
        torch.set_num_threads(threads)
    assert curve(tmp_path / "killed") == curve(tmp_path / "whole")
    assert same(weights(tmp_path / "killed"), weights(tmp_path / "whole"))


def test_it_learns(photos: Path, tmp_path: Path) -> None:
    run = trainer(photos, tmp_path / "run", "--samples 960 --loss mse --log-steps 10")
    run.train(lambda: False)
    losses = [float(row[3]) for row in curve(tmp_path / "run")[1:]]
    assert losses[-1] < 0.6 * losses[0]


def work(rank: int, size: int, port: int, photos: str, folder: str, more: str) -> None:
    """One of several processes: the gradients of a step, and the weights after three."""
    os.environ |= {"RANK": str(rank), "WORLD_SIZE": str(size), "LOCAL_RANK": str(rank)}
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}
    torch.set_num_threads(1)
    options.MODELS["toy"] = TOY
    team = parallel.join()
    args = options.parse(arguments(Path(photos), Path(folder), more))
    decoded = cached(args.photos, Path(args.cache), args.short)
    run = Run(args, team, len(decoded))
    worker = Trainer(run, decoded, None)
    worker.gradients(worker.stream[0])
    gradients = gathered({name: p.grad for name, p in run.model.named_parameters() if p.grad is not None})
    for optimizer in run.optimizers:
        optimizer.zero_grad()
    worker.train(lambda: run.step == 3)
    if team.leads:
        torch.save(gradients, Path(folder) / "gradients.pt")
    if size > 1:
        torch.distributed.destroy_process_group()


def difference(a: dict[str, torch.Tensor], b: dict[str, torch.Tensor]) -> float:
    assert a.keys() == b.keys()
    return max(((a[name] - b[name]).norm() / b[name].norm().clamp(min=1e-6)).item() for name in a)


@pytest.mark.parametrize("more", ["", "--shard"], ids=["ddp", "fsdp"])
def test_two_processes_have_the_gradients_of_one_with_the_double_batch(photos: Path, tmp_path: Path, more: str) -> None:
    more = f"--samples 960 --no-bf16 --preset paper {more}"
    port = 20000 + os.getpid() % 20000
    one, two = tmp_path / "one", tmp_path / "two"
    for size, folder in ((1, one), (2, two)):
        single = more.replace("--shard", "") if size == 1 else more
        torch.multiprocessing.spawn(work, (size, port, str(photos), str(folder), single), nprocs=size)
    gradients = [torch.load(folder / "gradients.pt", weights_only=True) for folder in (one, two)]
    assert difference(*gradients) < 1e-4
    assert difference(weights(two), weights(one)) < 1e-3
    assert curve(two)[1][0] == "3"


def test_a_sharded_run_resumes_anywhere(photos: Path, tmp_path: Path) -> None:
    port = 20001 + os.getpid() % 20000
    command = (2, port, str(photos), str(tmp_path), "--samples 960 --no-bf16 --preset paper --shard")
    torch.multiprocessing.spawn(work, command, nprocs=2)
    alone = trainer(photos, tmp_path, "--samples 960 --no-bf16 --preset paper")
    assert alone.run.step == 3
    alone.train(lambda: alone.run.step == 5)
    assert all(weight.isfinite().all() for weight in weights(tmp_path).values())


def test_orthogonalised_matrices_have_singular_values_near_one() -> None:
    values = torch.linalg.svdvals(orthogonalise(torch.randn(5, 24, 48)).float())
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
    monkeypatch.setattr(optim.time, "monotonic", lambda: now)
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
    again = Clock(seconds=500)
    again.load_state_dict(clock.state_dict())
    assert 0.4 <= again.tick(0) < 0.41


def test_an_average_lags_behind_and_a_young_one_less() -> None:
    model = MAE(TOY)
    old, young = Average(model, 0.99, young=False), Average(model, 0.99, young=True)
    with torch.no_grad():
        for p in model.parameters():
            p += 1
    name = "decoder.decoder_pred.bias"
    for average in (old, young):
        average.update(model)
    assert old.weights[name].mean().item() == pytest.approx(0.01, abs=1e-6)
    assert young.weights[name].mean().item() > 0.8


def test_a_grown_model_computes_the_same() -> None:
    small = MAE(TOY).eval()
    large = MAE(Geometry(32, 8, Stack(24, 4, 3, 48), Stack(24, 3, 3, 48))).eval()
    large.load_state_dict(grow(small.state_dict(), large))
    ids_keep, ids_restore, _ = random_masking(torch.rand(2, 16), 4)
    patches = torch.randn(2, 16, 192)
    assert torch.allclose(small(patches, ids_keep, ids_restore), large(patches, ids_keep, ids_restore), atol=1e-6)


def test_mimetic_attention_looks_at_itself() -> None:
    model = MAE(Geometry(32, 8, Stack(96, 1, 1, 48), Stack(96, 1, 1, 48)))
    mimetic(model)
    attention = model.vit.encoder["layer"][0].attention
    q, k, v = (attention.attention[name].weight for name in ("query", "key", "value"))
    similar = (q.T @ k).diagonal().mean().item()
    mixed = (attention.output["dense"].weight @ v).diagonal().mean().item()
    assert similar == pytest.approx(0.7, abs=0.1)
    assert mixed == pytest.approx(-0.4, abs=0.1)


def test_the_mean_log_error_weighs_photographs_by_ratio_not_by_difference() -> None:
    patches, mask = torch.zeros(2, 4, 12), torch.ones(2, 4)
    pred = torch.tensor([1.0, 4.0]).view(2, 1, 1).expand(2, 4, 12)
    loss = mean_log_error(patches, pred, mask, floor=0)
    assert loss.item() == pytest.approx((0 + np.log(16)) / 2, rel=1e-5)


def test_pixels_reach_the_model_normalised() -> None:
    from mae import normalise, patchify

    images = torch.randint(0, 256, (2, 32, 32, 3), dtype=torch.uint8)
    expected = patchify(normalise(images.permute(0, 3, 1, 2).float() / 255), 8)
    assert torch.allclose(train.to_patches(images, 8), expected, atol=1e-5)


def test_presets_are_filled_in_and_options_by_hand_win() -> None:
    fast = options.parse(["photos", "--run", "r", "--batch", "128"])
    assert (fast.lr, fast.minutes, fast.samples, fast.muon) == (pytest.approx(4e-3), 120, None, True)
    paper = options.parse(["photos", "--run", "r", "--preset", "paper", "--samples", "5"])
    assert (paper.lr, paper.epochs, paper.samples, paper.mask) == (pytest.approx(2.4e-3), None, 5, (0.75,))
    with pytest.raises(SystemExit):
        options.parse(["photos", "--run", "r", "--samples", "5", "--minutes", "5"])
    with pytest.raises(SystemExit):
        options.parse(["photos", "--run", "r", "--shard", "--muon"])
