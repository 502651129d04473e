"""The closed forms of uncertainty agree with simulation, with other libraries, and with plain reasoning."""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from math import log
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load import load
from generator.scores import ScoredAtlas, compute_scores
from generator.source import SourceText
from generator.uncertainty.distributions import any_weights, quantile, uniform_form_at_most, varied_weights
from generator.uncertainty.firmness import (
    Interval,
    first_order_indices,
    lowest_mean,
    share_text,
    variance,
    written_interval,
)
from generator.uncertainty.standing import least_firm, rank_interval

F = Fraction
ROOT = Path(__file__).resolve().parents[2]
DRAWS = 10_000
SAMPLING_ERROR = 0.025
"""Five standard errors of a share of one half in 10,000 draws."""

tenths = st.integers(0, 20).map(lambda number: F(number, 20))
value_lists = st.lists(tenths, min_size=2, max_size=5)


def uniforms(seed: str, count: int) -> Iterator[list[float]]:
    """Numbers in (0, 1), each made from its own counter: the same on every machine."""
    for draw in range(DRAWS):
        digest = hashlib.sha512(f"{seed}:{draw}".encode()).digest()
        yield [
            (int.from_bytes(digest[8 * index : 8 * index + 8], "big") + 0.5) / 2**64 for index in range(count)
        ]


def mean(weights: Sequence[float], values: Sequence[F]) -> float:
    """The weighted mean of values."""
    return sum(weight * float(value) for weight, value in zip(weights, values, strict=True)) / sum(weights)


def even_weights(count: int) -> list[F]:
    """Unequal weights that sum to one."""
    total = F(count * (count + 1), 2)
    return [F(index + 1) / total for index in range(count)]


@settings(max_examples=8, deadline=None)
@given(value_lists, st.integers(1, 39).map(lambda number: F(number, 40)))
def test_varied_weights_agree_with_simulation(values: list[F], threshold: F) -> None:
    """The closed form for varied weights is the share of draws, to sampling error."""
    weights, variation = even_weights(len(values)), F(1, 4)
    below = 0
    for draw in uniforms(f"varied {values}", len(values)):
        drawn = [float(weight) * (0.75 + 0.5 * number) for weight, number in zip(weights, draw, strict=True)]
        below += mean(drawn, values) <= float(threshold) + 1e-12
    assert float(varied_weights(weights, values, variation)(threshold)) == pytest.approx(
        below / DRAWS, abs=SAMPLING_ERROR
    )


@settings(max_examples=8, deadline=None)
@given(value_lists, st.integers(1, 39).map(lambda number: F(number, 40)))
def test_any_weights_agree_with_simulation(values: list[F], threshold: F) -> None:
    """The closed form for weights uniform on the simplex is the share of draws, also with equal values."""
    below = 0
    for draw in uniforms(f"any {values}", len(values) - 1):
        cuts = [0.0, *sorted(draw), 1.0]  # the spacings of uniform points are uniform on the simplex
        gaps = [after - before for before, after in itertools.pairwise(cuts)]
        below += mean(gaps, values) <= float(threshold) + 1e-12
    assert float(any_weights(values)(threshold)) == pytest.approx(below / DRAWS, abs=SAMPLING_ERROR)


@settings(max_examples=60, deadline=None)
@given(value_lists, tenths, tenths)
def test_distributions_rise_from_0_to_1(values: list[F], first: F, second: F) -> None:
    """No score lies below the smallest value or above the largest, and a larger threshold admits more."""
    low, high = sorted((first, second))
    for distribution in (any_weights(values), varied_weights(even_weights(len(values)), values, F(1, 4))):
        assert 0 <= distribution(low) <= distribution(high) <= 1
        assert distribution(min(values) - F(1, 1000)) == 0
        assert distribution(max(values)) == 1


def test_two_values_give_a_straight_line() -> None:
    """With two values and any weights the score is uniform between them."""
    distribution = any_weights([F(1, 5), F(3, 5)])
    assert [distribution(F(number, 10)) for number in (2, 3, 4, 6)] == [0, F(1, 4), F(1, 2), 1]


def test_equal_values_leave_no_doubt() -> None:
    """If all values are equal the score is that value, whatever the weights; at it counts as below."""
    for distribution in (any_weights([F(1, 2)] * 3), varied_weights(even_weights(3), [F(1, 2)] * 3, F(1, 4))):
        assert [distribution(F(number, 100)) for number in (49, 50, 51)] == [0, 1, 1]


def test_repeated_values_are_the_limit_of_close_ones() -> None:
    """The confluent divided difference is continuous: values a millionth apart give nearly the same."""
    close = [F(3, 10), F(3, 10) + F(1, 10**6), F(1, 2), F(2, 5)]
    equal = [F(3, 10), F(3, 10), F(1, 2), F(2, 5)]
    for number in (31, 36, 40, 45):
        threshold = F(number, 100)
        assert abs(any_weights(close)(threshold) - any_weights(equal)(threshold)) < F(1, 10**4)


def test_a_sum_of_two_uniform_numbers_is_triangular() -> None:
    """P(U + V ≤ 1/2) = 1/8, P(U − V ≤ 0) = 1/2, and a sum of nothing is 0."""
    assert uniform_form_at_most([F(1), F(1)], F(1, 2)) == F(1, 8)
    assert uniform_form_at_most([F(1), F(-1)], F(0)) == F(1, 2)
    assert (uniform_form_at_most([], F(0)), uniform_form_at_most([F(0)], F(-1))) == (1, 0)


def test_quantiles_invert_the_distribution() -> None:
    """At a quantile the share is reached, one step below it is not."""
    distribution = any_weights([F(3, 10), F(2, 5), F(1, 2), F(3, 10)])
    for share in (F(1, 20), F(1, 2), F(19, 20)):
        found = quantile(distribution, share, 3)
        assert distribution(found) >= share > distribution(found - F(1, 1000))


def test_written_precision_is_half_a_unit_of_the_last_digit() -> None:
    """0.60 stands for 0.595–0.605, 1.0 for 0.95–1: no input leaves [0, 1]."""
    assert written_interval(F(3, 5), Decimal("0.60")) == Interval(F(595, 1000), F(605, 1000))
    assert written_interval(F(1), Decimal("1.0")) == Interval(F(95, 100), F(1))
    assert written_interval(F(0), Decimal("0")) == Interval(F(0), F(1, 2))


@settings(max_examples=40, deadline=None)
@given(value_lists)
def test_the_worst_case_is_the_lowest_corner(values: list[F]) -> None:
    """No choice of weights at the ends of their ranges gives a lower mean, and one gives it."""
    weights, variation = even_weights(len(values)), F(1, 4)
    ends = [(weight * (1 - variation), weight * (1 + variation)) for weight in weights]
    means = [
        sum(weight * value for weight, value in zip(corner, values, strict=True)) / sum(corner)
        for corner in itertools.product(*ends)
    ]
    assert lowest_mean(weights, values, variation) == min(means)


def test_sensitivity_follows_published_rules() -> None:
    """y = x₁ + 10·x₂ gives 1/101 and 100/101; what does not enter, or does not vary, has index 0."""
    assert first_order_indices([F(1), F(10)], [F(1), F(1)]) == (F(1, 101), F(100, 101))
    assert first_order_indices([F(0), F(3)], [F(1), F(1)]) == (0, 1)
    assert first_order_indices([F(1, 2), F(1, 2)], [F(0), F(0)]) == (0, 0)
    assert variance(Interval(F(0), F(1))) == F(1, 12)


@settings(max_examples=30, deadline=None)
@given(st.lists(tenths, min_size=1, max_size=6))
def test_first_order_indices_of_a_linear_score_sum_to_one(weights: list[F]) -> None:
    """A linear form has no interactions, so the first-order indices leave nothing over."""
    indices = first_order_indices(weights, [F(1, 12)] * len(weights))
    assert sum(indices) == (1 if any(weights) else 0)


def test_sobol_indices_of_salib_agree() -> None:
    """SALib estimates the same first-order indices from samples."""
    saltelli = pytest.importorskip("SALib.sample.sobol", reason="SALib is a dev dependency")
    sobol = pytest.importorskip("SALib.analyze.sobol", reason="SALib is a dev dependency")
    weights = [F(3, 10), F(3, 10), F(1, 5), F(1, 5)]
    bounds = [
        Interval(F(0), F(1)),
        Interval(F(1, 5), F(3, 5)),
        Interval(F(0), F(1)),
        Interval(F(1, 4), F(3, 4)),
    ]
    problem = {
        "num_vars": 4,
        "names": list("ASCM"),
        "bounds": [[float(each.low), float(each.high)] for each in bounds],
    }
    sample = saltelli.sample(problem, 4096, calc_second_order=False, seed=7)
    scores = sample @ [float(weight) for weight in weights]
    estimated = sobol.analyze(problem, scores, calc_second_order=False, seed=7)["S1"]
    exact = first_order_indices(weights, [variance(each) for each in bounds])
    assert list(estimated) == pytest.approx([float(index) for index in exact], abs=0.01)


def test_weighted_sums_of_pymcdm_agree() -> None:
    """An independent library of decision methods computes the same weighted sums."""
    methods = pytest.importorskip("pymcdm.methods", reason="pymcdm is a dev dependency")
    numpy = pytest.importorskip("numpy", reason="numpy comes with pymcdm")
    generator = random.Random(7)
    rows = [[F(generator.randrange(101), 100) for _ in range(4)] for _ in range(12)]
    weights = [F(3, 10), F(3, 10), F(1, 5), F(1, 5)]
    method = methods.WSM(normalization_function=lambda column, cost: column)
    theirs = method(
        numpy.array(rows, dtype=float), numpy.array(weights, dtype=float), numpy.ones(4), validation=False
    )
    ours = [sum(weight * value for weight, value in zip(weights, row, strict=True)) for row in rows]
    assert list(theirs) == pytest.approx([float(each) for each in ours], abs=1e-12)


def test_ranks_are_as_wide_as_the_intervals_overlap() -> None:
    """An interval that overlaps one other may stand above or below it."""
    high, middle, low = Interval(F(8), F(9)), Interval(F(4), F(6)), Interval(F(1), F(2))
    assert rank_interval(middle, [high, low]) == (2, 2)
    assert rank_interval(middle, [high, low, Interval(F(5), F(7))]) == (2, 3)


def test_only_all_is_printed_as_100_percent() -> None:
    """Rounding never turns nearly all into all, nor nearly none into none."""
    shares = (F(1), F(9999, 10000), F(3, 4), F(1, 10000), F(0))
    assert [share_text(share) for share in shares] == ["100%", "> 99.9%", "75.0%", "< 0.1%", "0%"]


def test_results_do_not_depend_on_the_hash_seed() -> None:
    """Two runs with different hash seeds print the same bytes."""
    program = (
        "import sys; sys.path.insert(0, 'tests'); from sample_atlas import tiny;"
        "from generator.uncertainty.firmness import Firmness;"
        "from generator.model.scale import FirmnessPolicy;"
        "p = FirmnessPolicy(variation='0.25', min_share='0.9', min_share_any='0.9'); s = tiny();"
        "print([(f.interval, f.spread_any, f.share_varied, f.input_flips) for f in"
        " (Firmness(c, c.band, s.atlas.scale, p) for c in s.scores.values())])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert next(iter(outputs))


def atlas_of_the_project() -> ScoredAtlas:
    """The project's own data, scored."""
    files = {
        path: SourceText(path, (ROOT / path).read_text(encoding="utf-8"))
        for path in sorted(file.relative_to(ROOT).as_posix() for file in (ROOT / "data").rglob("*.yml"))
    }
    atlas = load(files).atlas
    assert atlas is not None
    return compute_scores(atlas)


def test_shares_of_the_project_agree_with_simulation() -> None:
    """For every published technology 10,000 draws of either kind give the published shares and spreads."""
    for identifier, firmness in atlas_of_the_project().firmness.items():
        weights = [float(term.weight) for term in firmness.score.terms]
        values = [term.value for term in firmness.score.terms]
        variation = float(firmness.policy.variation)
        varied, whole = [], []
        for draw in uniforms(identifier, len(values)):
            near = [
                weight * (1 - variation + 2 * variation * number)
                for weight, number in zip(weights, draw, strict=True)
            ]
            varied.append(mean(near, values))
            whole.append(mean([-log(number) for number in draw], values))
        for scores, share, spread in (
            (varied, firmness.share_varied, firmness.spread_varied),
            (whole, firmness.share_any, firmness.spread_any),
        ):
            low = -1.0 if firmness.band.above is None else float(firmness.band.above)
            held = sum(low < score <= float(firmness.band.up_to) for score in scores) / DRAWS
            assert held == pytest.approx(float(share), abs=SAMPLING_ERROR), identifier
            scores.sort()
            middle = scores[DRAWS // 20], scores[-DRAWS // 20]
            assert middle == pytest.approx((float(spread.low), float(spread.high)), abs=0.005), identifier


def test_borderline_levels_of_the_project_are_the_acknowledged_ones() -> None:
    """What the site marks is what the policy doubts, and the least firm level is among it."""
    scored = atlas_of_the_project()
    doubted = {identifier for identifier, each in scored.firmness.items() if each.doubts}
    marked = {each.id for each in scored.atlas.technologies.values() if each.acknowledged}
    assert doubted == marked
    assert least_firm(scored)[0] in marked
