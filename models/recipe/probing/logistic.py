"""Multinomial logistic regression with a penalty on its weights: many fits at once, by Newton's method.

Each fit minimises, over the n rows that it uses, (1/n) sum of cross-entropies + (penalty/2) |W|^2; the bias goes
unpenalised. That is strictly convex in the probabilities: there is one optimum, whoever computes it. Newton's equations
are solved by conjugate gradients, which never need the matrix of second derivatives (Nocedal & Wright 2006, 7.1).
"""

from __future__ import annotations

import torch
from torch import Tensor

STEPS, INNER = 100, 400  # of Newton's method, and of conjugate gradients within one
CLOSE = 1e-11  # the largest entry of a gradient at an optimum
ROOM = 2**24  # numbers in the largest tensor


def predicted(rows: Tensor, truth: Tensor, classes: int, used: Tensor, penalties: Tensor) -> Tensor:
    """Rows [n, d], float64; truth [n], 0 ... C - 1; used [B, n], bool; penalties [B], float64 -> [B, n, C].

    Probabilities of all rows by fit b, which learns from those that are used in it. A class without a used row has
    probability 0. Raises ArithmeticError if an optimum is not reached.
    """
    if rows.shape[1] > len(rows):  # weights at the optimum are sums of rows, so that as many directions are enough
        u, sizes, _ = torch.linalg.svd(rows, full_matrices=False)
        rows = u * sizes  # [n, n]
    rows = torch.cat([rows, torch.ones_like(rows[:, :1])], dim=1)  # [n, d + 1]: the last weight is the bias
    at_once = max(1, ROOM // (classes * max(rows.shape)))
    parts = zip(used.split(at_once), penalties.split(at_once), strict=True)
    return torch.cat([_Fits(rows, truth, classes, *part).solved() for part in parts])


class _Fits:
    """B fits side by side; weights are [B, C, d + 1]."""

    def __init__(self, rows: Tensor, truth: Tensor, classes: int, used: Tensor, penalties: Tensor) -> None:
        self.rows = rows
        self.shares = used.double() / used.sum(dim=1, keepdim=True)  # [B, n]
        self.truth = torch.eye(classes, dtype=torch.float64)[truth].T  # [C, n]
        self.absent = (self.shares @ self.truth.T == 0)[:, :, None]  # [B, C, 1]
        self.penalties = penalties[:, None, None].repeat(1, 1, rows.shape[1])  # [B, 1, d + 1]
        self.penalties[:, :, -1] = 0

    def logarithms(self, weights: Tensor) -> Tensor:
        """Of probabilities, [B, C, n]."""
        return (weights @ self.rows.T).masked_fill(self.absent, -torch.inf).log_softmax(dim=1)

    def cost(self, weights: Tensor) -> Tensor:
        """[B]"""
        told = self.logarithms(weights).masked_fill(self.truth == 0, 0).sum(dim=1)  # [B, n]
        told = told.masked_fill(self.shares == 0, 0)  # that of a row that is not used may be infinite
        return (self.penalties * weights.square()).sum(dim=(1, 2)) / 2 - (told * self.shares).sum(dim=1)

    def bent(self, chances: Tensor, direction: Tensor) -> Tensor:
        """Second derivatives at probabilities [B, C, n] times a direction."""
        along = direction @ self.rows.T  # [B, C, n]
        along = chances * (along - (chances * along).sum(dim=1, keepdim=True))
        return (along * self.shares[:, None]) @ self.rows + self.penalties * direction

    def step(self, chances: Tensor, gradient: Tensor) -> Tensor:
        """What second derivatives make of minus the gradient, by conjugate gradients."""
        step, left = torch.zeros_like(gradient), -gradient
        direction, size = left, dot(left, left)
        enough = (1e-8 * size).clamp(min=CLOSE**2 / 100)  # of a square, so four digits
        for _ in range(INNER):
            going = size > enough
            if not going.any():
                break
            image = self.bent(chances, direction)
            far = torch.where(going, size / dot(direction, image).clamp(min=1e-300), 0)
            step, left = step + far * direction, left - far * image
            before, size = size, dot(left, left)
            direction = left + size / before.clamp(min=1e-300) * direction
        return step

    def solved(self) -> Tensor:
        """Probabilities [B, n, C] at the optimum. Raises ArithmeticError if it is not reached."""
        weights = self.rows.new_zeros(len(self.shares), len(self.truth), self.rows.shape[1])
        for _ in range(STEPS):
            chances = self.logarithms(weights).exp()
            missed = (chances - self.truth).masked_fill(self.absent, 0)  # [B, C, n]
            gradient = (missed * self.shares[:, None]) @ self.rows + self.penalties * weights
            if gradient.abs().max() <= CLOSE:
                return chances.mT
            weights = self.descended(weights, gradient, self.step(chances, gradient))
        raise ArithmeticError(f"a logistic regression did not converge in {STEPS} steps")

    def descended(self, weights: Tensor, gradient: Tensor, step: Tensor) -> Tensor:
        """The step, halved in each fit until it goes down (Armijo's rule)."""
        cost, slope = self.cost(weights), dot(gradient, step).flatten()
        part = torch.ones_like(self.penalties[:, :, :1])  # [B, 1, 1]
        for _ in range(40):
            too_far = self.cost(weights + part * step) > cost + 1e-4 * part.flatten() * slope + 1e-13
            if not too_far.any():
                break
            part = torch.where(too_far[:, None, None], part / 2, part)
        return weights + part * step


def dot(a: Tensor, b: Tensor) -> Tensor:
    """Of each fit, [B, 1, 1]."""
    return (a * b).sum(dim=(1, 2), keepdim=True)
