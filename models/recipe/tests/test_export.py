"""Laws of the exported graphs and of the model folder: under onnxruntime they are the PyTorch model."""

from __future__ import annotations

import hashlib
import json
import math
from pathlib import Path

import onnx
import pytest
import torch
from safetensors.torch import save_file

from checkpoint.files import read_file
from checkpoint.int8 import quantised, widened
from checkpoint.open import open_checkpoint
from export import (
    DTYPES,
    TOLERANCE,
    VISIBLE,
    Runner,
    golden_input,
    main,
    parity,
)
from model.geometry import MAE_HUGE, MAE_TINY, Geometry, Stack, geometry_from_json
from model.mae import MAE
from page import folder
from page.graph import decoder_graph, encoder_graph

SHIPPED = Path(__file__).parents[2] / "mae-tiny"
BUILT_IN = geometry_from_json(json.loads((SHIPPED / "model.json").read_text())["geometry"])
SMALL_14 = Geometry(56, 14, encoder=Stack(48, 2, 4, 96), decoder=Stack(32, 1, 2, 64), layer_norm_eps=1e-12)
STRANGE = Geometry(32, 8, encoder=Stack(16, 1, 2, 24), decoder=Stack(24, 2, 3, 40))


def random_model(geometry: Geometry) -> MAE:
    """Random weights none of which is zero or one, as they would be right after the usual initialisation."""
    torch.manual_seed(2)
    model = MAE(geometry).eval().requires_grad_(False)
    for parameter in model.parameters():
        parameter.add_(0.02 * torch.randn_like(parameter))
    return model


def shipped_runner() -> Runner:
    state = read_file(SHIPPED / "model.safetensors").tensors
    return Runner(SHIPPED / "encoder.onnx", SHIPPED / "decoder.onnx", state)


@pytest.mark.parametrize(
    ("geometry", "visible"),
    [(MAE_TINY, VISIBLE), (SMALL_14, (1, 4, 15, 16)), (STRANGE, (1, 7, 16))],
    ids=["tiny", "patches-of-14", "strange"],
)
def test_exported_graph_equals_pytorch_for_any_number_of_visible_patches(
    geometry: Geometry, visible: tuple[int, ...]
) -> None:
    model = random_model(geometry)
    run = Runner(encoder_graph(geometry), decoder_graph(geometry), model.state_dict())
    rows = parity(model, run, visible)
    print(rows)
    assert [keep for keep, _, _ in rows] == list(visible)
    assert all(difference <= TOLERANCE for _, difference, _ in rows)


def test_shipped_graphs_with_shipped_weights_equal_pytorch() -> None:
    model, _ = folder.load(SHIPPED)
    rows = parity(model, shipped_runner())
    print(rows)
    assert all(difference <= TOLERANCE for _, difference, _ in rows)


@pytest.mark.parametrize("geometry", [MAE_TINY, MAE_HUGE, SMALL_14], ids=["tiny", "huge", "patches-of-14"])
def test_a_graph_refers_to_every_weight_by_its_own_name_and_contains_none(geometry: Geometry) -> None:
    with torch.device("meta"):
        shapes = {name: list(tensor.shape) for name, tensor in MAE(geometry).state_dict().items()}
    graphs = encoder_graph(geometry), decoder_graph(geometry)
    external = [i for g in graphs for i in g.graph.initializer if i.data_location == onnx.TensorProto.EXTERNAL]
    for tensor in external:
        length = str(4 * math.prod(shapes[tensor.name]))
        place = {entry.key: entry.value for entry in tensor.external_data}
        assert place == {"location": tensor.name, "offset": "0", "length": length}
        assert list(tensor.dims) == shapes[tensor.name]
    assert sorted(tensor.name for tensor in external) == sorted(shapes)
    inside = [i for g in graphs for i in g.graph.initializer if i.data_location != onnx.TensorProto.EXTERNAL]
    assert all(math.prod(tensor.dims) <= 3 for tensor in inside)


def test_graphs_of_the_built_in_model_are_small() -> None:
    assert len(encoder_graph(BUILT_IN).SerializeToString()) < 50_000
    assert len(decoder_graph(BUILT_IN).SerializeToString()) < 40_000


def test_shipped_graphs_are_those_the_exporter_writes_today() -> None:
    for name, graph in (("encoder.onnx", encoder_graph(BUILT_IN)), ("decoder.onnx", decoder_graph(BUILT_IN))):
        assert onnx.load(SHIPPED / name, load_external_data=False) == graph


def test_model_json_tells_the_size_and_hash_of_every_file() -> None:
    facts = json.loads((SHIPPED / "model.json").read_text())
    assert facts["files"].keys() == folder.FILES.keys()
    for file in facts["files"].values():
        data = (SHIPPED / file["path"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (file["bytes"], file["sha256"])
    state = read_file(SHIPPED / "model.safetensors").tensors
    with torch.device("meta"):
        expected = {name: tensor.shape for name, tensor in MAE(BUILT_IN).state_dict().items()}
    assert {name: tensor.shape for name, tensor in state.items()} == expected
    assert facts["parameters"] == sum(t.numel() for name, t in state.items() if name not in folder.POSITIONS)


def test_golden_numbers_are_those_of_onnxruntime() -> None:
    text = (SHIPPED / "golden.json").read_text()
    expected = json.loads(text)
    assert len(text) < 26_000
    run = shipped_runner()
    for case in expected["cases"]:
        inputs = golden_input(BUILT_IN, case["seed"], case["visible"])
        pred = run(*(tensor[0] for tensor in inputs)).flatten()
        assert torch.allclose(pred[expected["indices"]], torch.tensor(case["pred"]), atol=TOLERANCE)
    assert {case["visible"] for case in expected["cases"]} >= {1, 49, 195}
    places = {index % BUILT_IN.patch_dim for index in expected["indices"]}
    assert {place % 3 for place in places} == {0, 1, 2} and len(places) > 400


@pytest.mark.parametrize("dtype", DTYPES)
def test_an_export_of_any_geometry_and_dtype_can_be_loaded_and_passes_its_own_check(tmp_path: Path, dtype: str) -> None:
    state = random_model(STRANGE).state_dict()
    save_file(state, tmp_path / "trained.safetensors")
    arguments = ["--heads", "2", "3", "--dtype", dtype, "--id", "mine", "--title", "Mine", "--out", str(tmp_path)]
    assert main([str(tmp_path / "trained.safetensors"), *arguments]) == 0
    model, facts = folder.load(tmp_path / "mine")
    assert model.geometry == STRANGE and facts["id"] == "mine"
    expected = widened(quantised(state)) if dtype == "int8" else {n: t.to(DTYPES[dtype]) for n, t in state.items()}
    for name, tensor in model.state_dict().items():
        assert tensor.equal(expected[name].float())
    again = open_checkpoint(tmp_path / "mine" / "model.safetensors")
    assert again.geometry == STRANGE and not any("heads" in note for note in again.notes)


def test_weights_too_large_for_f16_are_refused_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = random_model(STRANGE).state_dict()
    state["decoder.decoder_pred.bias"] += 1e6
    save_file(state, tmp_path / "large.safetensors")
    arguments = ["--heads", "2", "3", "--id", "large", "--title", "Large", "--out", str(tmp_path)]
    assert main([str(tmp_path / "large.safetensors"), *arguments]) == 1
    assert "decoder.decoder_pred.bias does not fit" in capsys.readouterr().err


def test_an_export_that_fails_leaves_the_model_that_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = random_model(STRANGE).state_dict()
    save_file(state, tmp_path / "trained.safetensors")
    arguments = ["--heads", "2", "3", "--id", "mine", "--title", "Mine", "--out", str(tmp_path)]
    assert main([str(tmp_path / "trained.safetensors"), *arguments]) == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "mine").iterdir()}
    save_file({name: tensor + 1 for name, tensor in state.items()}, tmp_path / "trained.safetensors")
    monkeypatch.setattr("export.TOLERANCE", -1)
    assert main([str(tmp_path / "trained.safetensors"), *arguments]) == 1
    assert {path.name: path.read_bytes() for path in (tmp_path / "mine").iterdir()} == before


def test_an_export_never_overwrites_its_own_checkpoint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weights = tmp_path / "mine" / "model.safetensors"
    weights.parent.mkdir()
    save_file(random_model(STRANGE).state_dict(), weights)
    before = weights.read_bytes()
    arguments = ["--heads", "2", "3", "--id", "mine", "--title", "Mine", "--out", str(tmp_path)]
    assert main([str(weights), *arguments]) == 1
    assert "would overwrite its own checkpoint" in capsys.readouterr().err
    assert weights.read_bytes() == before
