"""Laws of small probes: figures follow their definitions, and no row has a say in how it is judged."""

from __future__ import annotations

import pytest
import torch
from torch.nn import functional as F

from page import probe_fixtures
from probing.choice import PENALTIES, chosen, folds, places
from probing.interval import wilson
from probing.judge import fitted
from probing.leave_one_out import groups as groups_of
from probing.leave_one_out import judged, penalties
from probing.logistic import predicted
from probing.neighbours import cosines, nearest, of_known, of_others, vote
from probing.standard import standardise


def mixed(n: int = 30, d: int = 6, classes: int = 3) -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(n)
    truth = torch.arange(n) % classes
    rows = 0.5 * torch.randn(classes, d, generator=generator)[truth] + torch.randn(n, d, generator=generator)
    return standardise(rows), truth


def all_of(rows: torch.Tensor) -> torch.Tensor:
    return torch.ones(1, len(rows), dtype=torch.bool)


def weighed(*values: float) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.float64)


def only_choice(rows: torch.Tensor, truth: torch.Tensor, classes: int) -> float:
    return chosen(rows, truth, classes, all_of(rows)).item()


def test_standardised_rows_have_no_mean_one_length_and_no_unit() -> None:
    raw = torch.randn(20, 7).double() * torch.logspace(-3, 3, 7) + 5
    raw[:, 2] = 0.3
    rows = standardise(raw)
    assert rows.mean(dim=0).abs().max() < 1e-12 and (rows[:, 2] == 0).all()
    assert rows.square().sum(dim=1).mean().item() == pytest.approx(6 / 7)
    assert torch.allclose(standardise(raw * 1000 - 3), rows)
    assert torch.allclose(standardise(raw[:4], like=raw), rows[:4])


def test_the_probe_is_at_the_optimum_that_lbfgs_finds() -> None:
    rows, truth = mixed()
    for penalty in (1e-3, 1e-1):
        weight, bias = (torch.zeros(shape, dtype=torch.float64, requires_grad=True) for shape in ((3, 6), (3,)))
        options = {"max_iter": 500, "tolerance_grad": 1e-10, "tolerance_change": 0, "line_search_fn": "strong_wolfe"}
        optimizer = torch.optim.LBFGS([weight, bias], **options)

        def cost(weight=weight, bias=bias, optimizer=optimizer, penalty=penalty) -> torch.Tensor:
            optimizer.zero_grad()
            value = F.cross_entropy(rows @ weight.T + bias, truth) + penalty / 2 * weight.square().sum()
            value.backward()
            return value

        optimizer.step(cost)
        expected = (rows @ weight.T + bias).softmax(dim=1)
        assert torch.allclose(predicted(rows, truth, 3, all_of(rows), weighed(penalty))[0], expected, atol=1e-7)


def test_the_bias_is_free_so_that_mean_probabilities_are_the_shares_of_classes() -> None:
    rows, truth = mixed(31)
    found = predicted(rows, truth, 3, all_of(rows), weighed(1.0))[0].mean(dim=0)
    assert torch.allclose(found, truth.bincount().double() / 31, atol=1e-9)


def test_many_fits_at_once_are_what_each_is_alone_and_unused_rows_do_not_matter() -> None:
    rows, truth = mixed(24, 60)  # more dimensions than rows
    used = torch.rand(5, 24, generator=torch.Generator().manual_seed(0)) < 0.7
    among = weighed(*PENALTIES)
    together = predicted(rows, truth, 3, used, among)
    for i in range(5):
        assert torch.allclose(predicted(rows, truth, 3, used[i : i + 1], among[i : i + 1])[0], together[i], atol=1e-8)
        only = fitted(rows[used[i]], truth[used[i]], rows[~used[i]], 3, PENALTIES[i])
        assert torch.allclose(only, together[i][~used[i]], atol=1e-8)


def test_a_class_that_no_used_row_has_is_never_named() -> None:
    rows, truth = mixed()
    chances = predicted(rows, truth, 3, (truth != 1)[None], weighed(0.01))[0]
    assert (chances[:, 1] == 0).all() and torch.allclose(chances.sum(dim=1), torch.ones(30).double())


def test_folds_are_as_many_as_the_smallest_class_has_rows_but_two_to_five() -> None:
    truth = torch.tensor([0, 1, 0, 0, 1, 0, 1, 0, 0])
    assert places(truth).tolist() == [0, 0, 1, 2, 1, 3, 2, 4, 5]
    assert folds(truth).tolist() == [0, 0, 1, 2, 1, 0, 2, 1, 2]
    assert folds(torch.tensor([0, 0, 0, 1])).tolist() == [0, 1, 0, 0]
    assert folds(torch.arange(40) % 2).max() == 4


def test_noise_wants_the_largest_penalty_and_clear_classes_the_smallest() -> None:
    truth = torch.arange(40) % 2
    noise = standardise(torch.randn(40, 30, generator=torch.Generator().manual_seed(3)))
    assert only_choice(noise, truth, 2) == 1
    assert only_choice(standardise(noise + 3 * truth[:, None]), truth, 2) == 1e-4
    assert only_choice(torch.zeros(40, 30).double(), truth, 2) == 1  # all cost the same


def test_groups_are_dealt_out_class_by_class() -> None:
    assert groups_of(torch.tensor([1, 0, 1, 0, 0])).tolist() == [1, 0, 3, 2, 4]
    assert groups_of(torch.arange(24) % 3).bincount().tolist() == [3, 3, 3, 3, 2, 2, 2, 2, 2, 2]


def test_no_row_has_a_say_in_how_it_is_judged() -> None:
    rows, truth = mixed(12, 4)
    among, group = penalties(rows, truth, 3), groups_of(truth)
    for i in (0, 7):
        outside = group != group[i]
        assert not outside[i] and among[i] == only_choice(rows[outside], truth[outside], 3)
        other = truth.clone()
        other[i] = (truth[i] + 1) % 3
        assert torch.allclose(judged(rows, other, 3, among)[i], judged(rows, truth, 3, among)[i], atol=1e-9)


def test_leaving_out_in_turn_is_a_fit_without_each_row() -> None:
    rows, truth = mixed(12, 4)
    among = penalties(rows, truth, 3)
    without = torch.arange(12) != 5
    expected = fitted(rows[without], truth[without], rows[5:6], 3, among[5].item())
    assert torch.allclose(judged(rows, truth, 3, among)[5], expected[0], atol=1e-9)


def test_the_majority_of_the_nearest_wins_then_the_sum_of_cosines_then_the_first_class() -> None:
    similar = torch.tensor([[0.9, 0.8, 0.2, 0.1, 0.0]]).double()
    assert vote(similar, torch.tensor([0, 1, 1, 0, 0]), 2, k=3).item() == 1
    assert vote(similar, torch.tensor([1, 0, 0, 1, 0]), 2, k=4).item() == 0  # two each; 1.0 against 1.0
    assert vote(similar, torch.tensor([1, 0, 1, 0, 0]), 2, k=4).item() == 1  # 1.1 against 0.9
    assert vote(similar, torch.tensor([1, 0, 0, 1, 2]), 3, k=1).item() == 1
    assert of_others(torch.eye(3).double(), torch.tensor([0, 1, 1]), 2).tolist() == [1, 0, 0]  # fewer than k


def test_neighbours_of_known_rows_are_those_of_all_at_once() -> None:
    rows, truth = mixed()
    expected = vote(cosines(rows[:7], rows[7:]), truth[7:], 3)
    assert torch.equal(of_known(rows[:7], rows[7:], truth[7:], 3, batch=2), expected)


def test_wilsons_interval_holds_its_share_and_never_leaves_0_to_1() -> None:
    assert wilson(37, 48) == pytest.approx((0.634607, 0.866922), abs=1e-6)
    for n in (1, 5, 48):
        for right in range(n + 1):
            low, high = wilson(right, n)
            assert 0 <= low <= right / n <= high <= 1
            assert (low, high) == pytest.approx(tuple(1 - end for end in reversed(wilson(n - right, n))))


@pytest.mark.parametrize("name", probe_fixtures.CASES)
def test_no_answer_of_the_pages_fixture_is_nearly_another(name: str) -> None:
    rows, truth = probe_fixtures.made(*probe_fixtures.CASES[name])
    rows, classes = standardise(rows), len(probe_fixtures.CASES[name][1])
    top = judged(rows, truth, classes, penalties(rows, truth, classes)).sort(dim=1).values
    assert (top[:, -1] - top[:, -2]).min() > 1e-3
    values, _ = nearest(cosines(rows, rows).fill_diagonal_(-torch.inf), 6)
    assert (values[:, 4] - values[:, 5]).min() > 1e-3  # who is among the five
    assert (values[0, :-1] - values[0, 1:]).min() > 1e-3  # and in which order
