"""Laws of training: it learns, it ends in time, a kill changes nothing, and processes add up to one."""

from __future__ import annotations

import csv
import io
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

import train
from checkpoint.open import open_checkpoint
from model.geometry import Geometry, Stack
from train import Trainer, mean_log_error
from training import options, parallel
from training.data import cached
from training.parallel import Team, gathered
from training.run import Run

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
    return [str(photos), "--out", str(run), "--cache", str(photos.parent / "cache"), *COMMON.split(), *more.split()]


def trainer(photos: Path, run: Path, more: str = "--samples 96", team: Team = ALONE) -> Trainer:
    args = options.parse(arguments(photos, run, more))
    decoded = cached(args.photos, Path(args.cache), args.short)
    return Trainer(Run(args, team, len(decoded)), decoded, None)


def weights(run: Path) -> dict[str, torch.Tensor]:
    return load_file(run / "model.safetensors")


def same(a: dict[str, torch.Tensor], b: dict[str, torch.Tensor]) -> bool:
    return a.keys() == b.keys() and all(torch.equal(a[name], b[name]) for name in a)


def curve(run: Path) -> list[tuple[str, ...]]:
    """Step, samples, learning rate and loss of every line: all but the times."""
    with (run / "curve.csv").open() as file:
        return [(row[0], row[1], row[3], row[4]) for row in csv.reader(file)]


@pytest.mark.parametrize(
    "more", ["--samples 96 --bf16", "--samples 96 --preset paper", "--samples 96 --loss norm --no-bf16"]
)
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
    knows = f"from training.options import MODELS; from {__name__} import TOY; MODELS['toy'] = TOY; "
    knows += "import train; train.main()"
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([sys.executable, "-c", knows, *command], env=environment)


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


@pytest.mark.parametrize(("loss", "target"), [("norm", "normalised-pixels"), ("psnr", "pixels")])
def test_the_weights_of_a_run_say_how_they_are_to_be_used(photos: Path, tmp_path: Path, loss: str, target: str) -> None:
    run = trainer(photos, tmp_path, f"--samples 96 --loss {loss} --decoder-heads 6")
    run.train(lambda: True)
    checkpoint = open_checkpoint(tmp_path / "model.safetensors")
    assert checkpoint.target == target
    assert checkpoint.geometry == run.run.geometry
    assert checkpoint.geometry.decoder.heads == 6


def test_a_run_keeps_what_its_checkpoint_depends_on(photos: Path, tmp_path: Path) -> None:
    run = trainer(photos, tmp_path)
    run.train(lambda: True)
    with pytest.raises(ValueError, match="begun with --muon True"):
        trainer(photos, tmp_path, "--samples 96 --no-muon")


def test_it_learns(photos: Path, tmp_path: Path) -> None:
    run = trainer(photos, tmp_path / "run", "--samples 1600 --loss mse --log-steps 20")
    run.train(lambda: False)
    losses = [float(row[3]) for row in curve(tmp_path / "run")[1:]]
    assert losses[-1] < 0.8 * losses[0]


def alone(photos: Path, folder: Path, more: str) -> tuple[dict[str, torch.Tensor], Trainer]:
    """The gradients of the first step, then three steps."""
    worker = trainer(photos, folder, more, parallel.join())
    worker.gradients(worker.stream[0])
    gradients = gathered({name: p.grad for name, p in worker.run.model.named_parameters() if p.grad is not None})
    for optimizer in worker.run.optimizers:
        optimizer.zero_grad()
    worker.train(lambda: worker.run.step == 3)
    return gradients, worker


def one_of_two(rank: int, port: int, photos: Path, folder: Path, more: str) -> None:
    os.environ |= {"RANK": str(rank), "WORLD_SIZE": "2", "LOCAL_RANK": str(rank)}
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}
    torch.set_num_threads(1)
    options.MODELS["toy"] = TOY
    gradients = alone(photos, folder, more)[0]
    if rank == 0:
        torch.save(gradients, folder / "gradients.pt")
    torch.distributed.barrier()
    os._exit(0)  # taking gloo apart hangs at times, and is not what is tested


def difference(a: dict[str, torch.Tensor], b: dict[str, torch.Tensor]) -> float:
    assert a.keys() == b.keys()
    ours, theirs = (torch.cat([tensors[name].flatten() for name in b]) for tensors in (a, b))
    return ((ours - theirs).norm() / theirs.norm()).item()


@pytest.mark.parametrize("how", ["--no-shard", "--shard"])
def test_two_processes_have_the_gradients_of_one_with_the_double_batch(photos: Path, tmp_path: Path, how: str) -> None:
    more = "--samples 960 --no-bf16 --preset paper"
    gradients, single = alone(photos, tmp_path / "one", more)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = (port, photos, tmp_path / "two", f"{more} {how}")
    torch.multiprocessing.spawn(one_of_two, command, nprocs=2)
    assert difference(torch.load(tmp_path / "two" / "gradients.pt", weights_only=True), gradients) < 1e-5
    assert difference(weights(tmp_path / "two"), weights(tmp_path / "one")) < 1e-4
    resumed = trainer(photos, tmp_path / "two", more)  # what many wrote one can go on with
    for worker in (resumed, single):
        worker.train(lambda worker=worker: worker.run.step == 5)
    assert difference(weights(tmp_path / "two"), weights(tmp_path / "one")) < 1e-4


def test_the_mean_log_error_weighs_photographs_by_ratio_not_by_difference() -> None:
    patches, mask = torch.zeros(2, 4, 12), torch.ones(2, 4)
    pred = torch.tensor([1.0, 4.0]).view(2, 1, 1).expand(2, 4, 12)
    loss = mean_log_error(patches, pred, mask, floor=0)
    assert loss.item() == pytest.approx((0 + np.log(16)) / 2, rel=1e-5)


def test_pixels_reach_the_model_normalised() -> None:
    from model.patches import normalise, patchify

    images = torch.randint(0, 256, (2, 32, 32, 3), dtype=torch.uint8)
    expected = patchify(normalise(images.permute(0, 3, 1, 2).float() / 255), 8)
    assert torch.allclose(train.to_patches(images, 8), expected, atol=1e-5)


def test_presets_are_filled_in_and_options_by_hand_win() -> None:
    fast = options.parse(["photos", "--out", "r", "--batch", "128"])
    assert (fast.lr, fast.minutes, fast.samples, fast.muon) == (pytest.approx(4e-3), 120, None, True)
    paper = options.parse(["photos", "--out", "r", "--preset", "paper", "--samples", "5"])
    assert (paper.lr, paper.epochs, paper.samples, paper.mask) == (pytest.approx(2.4e-3), None, 5, (0.75,))
    with pytest.raises(SystemExit):
        options.parse(["photos", "--out", "r", "--samples", "5", "--minutes", "5"])
    with pytest.raises(SystemExit):
        options.parse(["photos", "--out", "r", "--shard", "--muon"])


@pytest.mark.parametrize("terminal", [True, False])
def test_progress_is_shown_on_a_terminal_only(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    out = io.StringIO()
    monkeypatch.setattr(out, "isatty", lambda: terminal)
    monkeypatch.setattr(sys, "stderr", out)
    worker = trainer(photos, tmp_path)
    worker.train(lambda: worker.run.step == 6)
    assert bool(out.getvalue()) is terminal
    assert not terminal or re.search(r" 50%\|.*loss \d\.\d{4} .* images/s .* left", out.getvalue())


def test_matrices_are_in_bfloat16_where_the_device_multiplies_it(monkeypatch: pytest.MonkeyPatch) -> None:
    command = ["photos", "--out", "r"]
    for able in (True, False):
        monkeypatch.setattr(options, "multiplies_bf16", lambda able=able: able)
        assert options.parse(command).bf16 is able
        assert options.parse([*command, "--bf16"]).bf16 is True
        assert options.parse([*command, "--no-bf16"]).bf16 is False
