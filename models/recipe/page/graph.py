"""The two ONNX graphs of a geometry, written node by node and without a single weight.

Every weight is an *external* initializer whose file name is the tensor's own name in the checkpoint (offset 0,
float32), so one small graph runs any checkpoint of its geometry as it lies on disk: the page reads `model.safetensors`
and hands onnxruntime each tensor under its name. Tokens are two-dimensional. Shape letters are those of mae.py, and T
is any number of tokens. Attention is plain MatMul and Softmax because the fused one gave wrong numbers on WebGPU.
"""

from __future__ import annotations

import math

import onnx
import torch
from onnx import TensorProto, helper

from model.geometry import Geometry, Stack
from model.mae import MAE

OPSET = 20  # the first with Gelu, which both the CPU and the WebGPU provider run as one kernel
IR_VERSION = 9  # as old as that opset, so that every onnxruntime which knows the operators loads the file


class Builder:
    """Collects nodes, named weights and shared constants; every method returns the name of a value."""

    def __init__(self, geometry: Geometry) -> None:
        with torch.device("meta"):
            self.shapes = {name: list(tensor.shape) for name, tensor in MAE(geometry).state_dict().items()}
        self.eps = geometry.layer_norm_eps
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: dict[str, TensorProto] = {}

    def op(self, kind: str, *inputs: str, to: str = "", **attributes: object) -> str:
        output = to or str(len(self.nodes))  # short, because the names are a good part of a graph without weights
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def weight(self, name: str) -> str:
        shape = self.shapes[name]
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape)
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in (("location", name), ("offset", "0"), ("length", str(4 * math.prod(shape)))):
            tensor.external_data.add(key=key, value=value)
        self.initializers[name] = tensor
        return name

    def constant(self, values: list[int] | float, kind: int = TensorProto.INT64) -> str:
        """A constant, stored once however often it is asked for."""
        name = f"{TensorProto.DataType.Name(kind).lower()}{values}".replace(" ", "")
        dims = [len(values)] if isinstance(values, list) else []
        flat = values if isinstance(values, list) else [values]
        self.initializers[name] = helper.make_tensor(name, kind, dims, flat)
        return name

    def slice(self, x: str, start: int, end: int) -> str:
        return self.op("Slice", x, *(self.constant([value]) for value in (start, end, 0)))

    def linear(self, x: str, name: str, to: str = "") -> str:
        """[T, in] -> [T, out], the weight lying as in PyTorch: [out, in]."""
        return self.op("Gemm", x, self.weight(f"{name}.weight"), self.weight(f"{name}.bias"), to=to, transB=1)

    def layer_norm(self, x: str, name: str, to: str = "") -> str:
        scale, bias = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.op("LayerNormalization", x, scale, bias, to=to, epsilon=self.eps)

    def attention(self, x: str, name: str, stack: Stack) -> str:
        """Multi-head self-attention [T, D] -> [T, D]."""
        split = self.constant([-1, stack.heads, stack.width // stack.heads])

        def heads(part: str, *perm: int) -> str:
            y = self.linear(x, f"{name}.attention.{part}")  # [T, D]
            return self.op("Transpose", self.op("Reshape", y, split), perm=perm)

        scale = self.constant(1 / math.sqrt(stack.width // stack.heads), TensorProto.FLOAT)
        q = self.op("Mul", heads("query", 1, 0, 2), scale)  # [H, T, D/H]
        scores = self.op("MatMul", q, heads("key", 1, 2, 0))  # [H, T, T]
        mixed = self.op("MatMul", self.op("Softmax", scores, axis=-1), heads("value", 1, 0, 2))  # [H, T, D/H]
        merged = self.op("Reshape", self.op("Transpose", mixed, perm=[1, 0, 2]), self.constant([-1, stack.width]))
        return self.linear(merged, f"{name}.output.dense")  # [T, D]

    def block(self, x: str, name: str, stack: Stack) -> str:
        """One pre-norm transformer block [T, D] -> [T, D]."""
        before = self.layer_norm(x, f"{name}.layernorm_before")
        x = self.op("Add", x, self.attention(before, f"{name}.attention", stack))
        after = self.layer_norm(x, f"{name}.layernorm_after")
        inner = self.op("Gelu", self.linear(after, f"{name}.intermediate.dense"))  # [T, MLP]
        return self.op("Add", x, self.linear(inner, f"{name}.output.dense"))

    def model(self, name: str, inputs: list[onnx.ValueInfoProto], output: onnx.ValueInfoProto) -> onnx.ModelProto:
        graph = helper.make_graph(self.nodes, name, inputs, [output], list(self.initializers.values()))
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)


def encoder_graph(geometry: Geometry) -> onnx.ModelProto:
    """patches float32 [K, P*P*C], ids_keep int32 [K] -> latent float32 [K + 1, D]."""
    g, stack, at = Builder(geometry), geometry.encoder, "vit.embeddings"
    flat = g.constant([-1, stack.width])
    positions = g.op("Reshape", g.weight(f"{at}.position_embeddings"), flat)  # [L + 1, D]
    convolution = g.weight(f"{at}.patch_embeddings.projection.weight")  # [D, C, P, P]
    # A weight alone goes through these two nodes: onnxruntime folds them once, when it loads the model.
    projection = g.op("Reshape", g.op("Transpose", convolution, perm=[2, 3, 1, 0]), flat)  # [P*P*C, D]
    x = g.op("Gemm", "patches", projection, g.weight(f"{at}.patch_embeddings.projection.bias"))  # [K, D]
    before = int(geometry.class_token)
    places = g.slice(positions, before, geometry.tokens) if before else positions  # [L, D]
    x = g.op("Add", x, g.op("Gather", places, "ids_keep"))  # [K, D]
    if before:
        cls = g.op("Add", g.op("Reshape", g.weight(f"{at}.cls_token"), flat), g.slice(positions, 0, 1))  # [1, D]
        x = g.op("Concat", cls, x, axis=0)  # [K + 1, D]
    for layer in range(stack.depth):
        x = g.block(x, f"vit.encoder.layer.{layer}", stack)
    g.layer_norm(x, "vit.layernorm", to="latent")
    inputs = [
        helper.make_tensor_value_info("patches", TensorProto.FLOAT, ["K", geometry.patch_dim]),
        helper.make_tensor_value_info("ids_keep", TensorProto.INT32, ["K"]),
    ]
    latent = helper.make_tensor_value_info("latent", TensorProto.FLOAT, ["K+1" if before else "K", stack.width])
    return g.model("mae_encoder", inputs, latent)


def decoder_graph(geometry: Geometry) -> onnx.ModelProto:
    """latent float32 [K + 1, D], ids_restore int32 [L], entries >= K set to K -> pred float32 [L, P*P*C]."""
    g, stack, length = Builder(geometry), geometry.decoder, geometry.patches
    flat = g.constant([-1, stack.width])
    x = g.linear("latent", "decoder.decoder_embed")  # [K + 1, E]
    mask_token = g.op("Reshape", g.weight("decoder.mask_token"), flat)  # [1, E]
    tokens = g.op("Concat", x, mask_token, axis=0)  # [K + 2, E]: class token, visible patches, mask token
    before = int(geometry.class_token)
    index = "ids_restore"  # [L]
    if before:
        class_index = g.constant([0], TensorProto.INT32)
        patch_index = g.op("Add", "ids_restore", g.constant([1], TensorProto.INT32))  # [L]: the class token is number 0
        index = g.op("Concat", class_index, patch_index, axis=0)  # [L + 1]
    positions = g.op("Reshape", g.weight("decoder.decoder_pos_embed"), flat)  # [L + 1, E]
    x = g.op("Add", g.op("Gather", tokens, index), positions)  # [L + 1, E]
    for layer in range(stack.depth):
        x = g.block(x, f"decoder.decoder_layers.{layer}", stack)
    x = g.layer_norm(g.slice(x, before, length + before) if before else x, "decoder.decoder_norm")  # [L, E]
    g.linear(x, "decoder.decoder_pred", to="pred")  # [L, P*P*C]
    inputs = [
        helper.make_tensor_value_info("latent", TensorProto.FLOAT, ["K+1" if before else "K", geometry.encoder.width]),
        helper.make_tensor_value_info("ids_restore", TensorProto.INT32, [length]),
    ]
    pred = helper.make_tensor_value_info("pred", TensorProto.FLOAT, [length, geometry.patch_dim])
    return g.model("mae_decoder", inputs, pred)
