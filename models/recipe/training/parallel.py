"""Several processes that train one model: `torchrun` starts them, each takes its share of every batch.

Either every process holds the whole model and gradients are averaged (DistributedDataParallel), or the weights
themselves are split (FSDP2), for models that outgrow one device. Alone, all of this is nothing.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.distributed.fsdp import fully_shard
from torch.distributed.tensor import DTensor, distribute_tensor
from torch.nn.parallel import DistributedDataParallel

from model.mae import MAE


@dataclass(frozen=True)
class Team:
    """This process among its peers, and the device it works on."""

    rank: int
    size: int
    device: torch.device

    @property
    def leads(self) -> bool:
        return self.rank == 0

    def agree(self, flag: bool) -> bool:
        """Whether the flag is up in any process: all must leave the loop at the same step."""
        if self.size == 1:
            return flag
        votes = torch.tensor(float(flag), device=self.device)
        dist.all_reduce(votes, dist.ReduceOp.MAX)
        return bool(votes.item())

    def lead(self, value: float) -> float:
        """The first process's value: clocks differ, learning rates must not."""
        if self.size == 1:
            return value
        shared = torch.tensor(value, dtype=torch.float64, device=self.device)
        dist.broadcast(shared, 0)
        return shared.item()


def join() -> Team:
    """Find the peers that torchrun started; alone without it."""
    size, local = int(os.environ.get("WORLD_SIZE", 1)), int(os.environ.get("LOCAL_RANK", 0))
    cuda = torch.cuda.is_available()
    device = torch.device("cuda", local) if cuda else torch.device("cpu")
    if cuda:
        torch.cuda.set_device(device)
    if size > 1 and not dist.is_initialized():
        dist.init_process_group("nccl" if cuda else "gloo")
    return Team(dist.get_rank() if size > 1 else 0, size, device)


def part(team: Team) -> None:
    """Leave the peers, once all of them have come this far."""
    if team.size > 1:
        dist.barrier()
        dist.destroy_process_group()


def shard(model: MAE) -> None:
    """Split every block's weights, and the rest, over all processes; each block is gathered only while it works."""
    for block in [*model.vit.encoder["layer"], *model.decoder.decoder_layers]:
        fully_shard(block)
    fully_shard(model)


def together(model: MAE, team: Team) -> nn.Module:
    """The model as training calls it: gradients leave `backward` averaged over all processes."""
    alone = team.size == 1 or any(isinstance(p, DTensor) for p in model.parameters())
    return model if alone else DistributedDataParallel(model)


def gathered(tree: Any) -> Any:
    """Nested dicts, lists and tuples with every split tensor made whole; all processes must call it."""
    if isinstance(tree, DTensor):
        return tree.full_tensor()
    if isinstance(tree, dict):
        return {key: gathered(value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return type(tree)(gathered(value) for value in tree)
    return tree


def like(whole: Tensor, place: Tensor) -> Tensor:
    """A whole tensor split the way `place` is, if it is, and on its device."""
    whole = whole.to(place.device)
    return distribute_tensor(whole, place.device_mesh, place.placements) if isinstance(place, DTensor) else whole
