"""Files that other libraries write of their own models, and what those predict: for the page's tests.

    pip install --target LIBRARIES --no-deps timm lightly mmpretrain mmengine mmcv-lite ... (and what they import)
    python -m page.libraries LIBRARIES ../../src/runtime/checkpoint/fixtures/libraries

Run by hand, since those libraries are large and want old versions of others; what it writes is committed. The model is
a small one with random weights; picture and mask are those of checkpoint_fixtures.py. Nothing of ours computes
anything: each library encodes and decodes by itself.
"""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import torch
from torch import Tensor, nn

from model.geometry import Geometry, Stack
from page.checkpoint_fixtures import RATIO, SEED, seeded_images
from page.reference import seeded_mask

# A torchvision that was built for a GPU registers its operators in vain where there is none; none of them is used.
sys.modules["torchvision._meta_registrations"] = types.ModuleType("none")

SHAPE = Geometry(32, 8, encoder=Stack(64, 1, 1, 64), decoder=Stack(64, 1, 1, 64))
VALUES = 97  # of a prediction that are compared

Made = tuple[dict[str, object], Tensor]  # what is saved, and what is predicted [L, P*P*3] or [K, D]


def randomised(model: nn.Module) -> nn.Module:
    """Random weights that half precision keeps to the bit; positions stay as the library has computed them."""
    torch.manual_seed(8)
    for name, parameter in model.eval().requires_grad_(False).named_parameters():
        if "pos_embed" not in name:
            parameter.normal_(std=0.1 if parameter.ndim == 1 else parameter[0].numel() ** -0.5)
            if parameter.ndim == 1 and ("norm" in name or ".ln" in name) and name.endswith("weight"):
                parameter.add_(1)
        parameter.copy_(parameter.half())
    return model


def halved(state: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name: tensor.half() if tensor.is_floating_point() else tensor for name, tensor in state.items()}


def encoder_of_timm() -> nn.Module:
    from timm.models.vision_transformer import VisionTransformer

    stack = SHAPE.encoder
    return VisionTransformer(
        img_size=SHAPE.side,
        patch_size=SHAPE.patch_size,
        embed_dim=stack.width,
        depth=stack.depth,
        num_heads=stack.heads,
        mlp_ratio=stack.mlp / stack.width,
        num_classes=0,
    )


def lightly() -> Made:
    """As its example of MAE puts its modules together."""
    from lightly.models.modules import MAEDecoderTIMM, MaskedVisionTransformerTIMM

    class MAE(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.backbone = MaskedVisionTransformerTIMM(vit=encoder_of_timm())
            self.decoder = MAEDecoderTIMM(
                num_patches=SHAPE.patches,
                patch_size=SHAPE.patch_size,
                embed_dim=SHAPE.encoder.width,
                decoder_embed_dim=SHAPE.decoder.width,
                decoder_depth=SHAPE.decoder.depth,
                decoder_num_heads=SHAPE.decoder.heads,
                mlp_ratio=SHAPE.decoder.mlp / SHAPE.decoder.width,
            )

    model = randomised(MAE())
    ids_keep, _, _ = seeded_mask(SEED, SHAPE.patches, RATIO)
    idx_keep = torch.cat([torch.zeros(1, 1, dtype=torch.long), ids_keep + 1], dim=1)  # the class token is number 0
    with torch.no_grad():
        encoded = model.decoder.embed(model.backbone.encode(seeded_images(SHAPE), idx_keep=idx_keep))  # [1, K + 1, E]
        tokens = model.decoder.mask_token.expand(1, SHAPE.patches + 1, -1).clone()  # [1, L + 1, E]
        tokens[:, idx_keep[0]] = encoded
        pred = model.decoder.predict(model.decoder.decode(tokens))[0, 1:]  # [L, P*P*3]
    return {"state_dict": halved(model.state_dict()), "epoch": 1}, pred


def openmmlab() -> Made:
    from mmpretrain.models.necks import MAEPretrainDecoder
    from mmpretrain.models.selfsup.mae import MAEViT

    stack, decoder = SHAPE.encoder, SHAPE.decoder
    ids_keep, ids_restore, mask = seeded_mask(SEED, SHAPE.patches, RATIO)

    class Masked(MAEViT):
        """With a mask that is known; all else is the library's."""

        def random_masking(self, x: Tensor, mask_ratio: float = RATIO) -> tuple[Tensor, Tensor, Tensor]:
            return x.gather(1, ids_keep[:, :, None].expand(-1, -1, x.shape[2])), mask, ids_restore

    model = nn.Module()
    model.backbone = Masked(
        arch={
            "embed_dims": stack.width,
            "num_layers": stack.depth,
            "num_heads": stack.heads,
            "feedforward_channels": stack.mlp,
        },
        img_size=SHAPE.side,
        patch_size=SHAPE.patch_size,
    )
    model.neck = MAEPretrainDecoder(
        num_patches=SHAPE.patches,
        patch_size=SHAPE.patch_size,
        embed_dim=stack.width,
        decoder_embed_dim=decoder.width,
        decoder_depth=decoder.depth,
        decoder_num_heads=decoder.heads,
        mlp_ratio=decoder.mlp // decoder.width,
    )
    model.backbone.init_weights()
    model.neck.init_weights()
    randomised(model)
    with torch.no_grad():
        latent, _, _ = model.backbone(seeded_images(SHAPE))
        pred = model.neck(latent, ids_restore)[0]  # [L, P*P*3]
    return {"meta": {"epoch": 1}, "state_dict": halved(model.state_dict())}, pred


def timm() -> Made:
    """An encoder for recognition: its features of the visible patches."""
    model = randomised(encoder_of_timm())
    ids_keep, _, _ = seeded_mask(SEED, SHAPE.patches, RATIO)
    with torch.no_grad():
        x = model._pos_embed(model.patch_embed(seeded_images(SHAPE)))  # [1, L + 1, D]
        seen = torch.cat([x[:, :1], x[:, 1:][:, ids_keep[0]]], dim=1)  # [1, K + 1, D]
        features = model.norm(model.blocks(seen))[0, 1:]  # [K, D]
    return halved(model.state_dict()), features


LIBRARIES: dict[str, Callable[[], Made]] = {"lightly": lightly, "mmpretrain": openmmlab, "timm": timm}


def main() -> None:
    libraries, to = sys.argv[1], Path(sys.argv[2])
    sys.path.append(libraries)  # behind our own, which they share
    to.mkdir(parents=True, exist_ok=True)
    expected = []
    for name, make in LIBRARIES.items():
        saved, pred = make()
        torch.save(saved, to / f"{name}.pth")
        indices = torch.linspace(0, pred.numel() - 1, VALUES).long().tolist()
        values = [float(f"{pred.flatten()[i].item():.7g}") for i in indices]
        expected.append({"name": name, "version": version(name), "indices": indices, "values": values})
        print(f"{(to / f'{name}.pth').stat().st_size:>8,} bytes  {name} {version(name)}")
    (to / "expected.json").write_text("[\n" + ",\n".join(json.dumps(one) for one in expected) + "\n]\n")


if __name__ == "__main__":
    main()
