using FsCheck;
using FsCheck.Fluent;
using Platform.Statistics.Association;
using Platform.Statistics.Classification;
using Platform.Statistics.Learning;

namespace Platform.Statistics.Tests;

public sealed class StatisticsTests
{
    [Fact]
    public void Auc_is_the_share_of_pairs_in_the_right_order_with_ties_half() =>
        Prop.ForAll(
                (
                    from score in Gen.Choose(0, 6)
                    from outcome in Gen.Elements(true, false)
                    select (Score: (double)score, Outcome: outcome)
                )
                    .ListOf()
                    .ToArbitrary(),
                scored =>
                {
                    var pairs = (
                        from p in scored
                        where p.Outcome
                        from n in scored
                        where !n.Outcome
                        select p.Score > n.Score ? 1
                        : p.Score == n.Score ? 0.5
                        : 0
                    ).ToList();
                    var roc = Roc.Of([.. scored]);
                    return pairs.Count == 0
                        ? roc is null
                        : Math.Abs(roc!.Auc - pairs.Average()) < 1e-9 && roc.Interval.Contains(roc.Auc);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_tea_tasting_lady_has_her_known_p_value()
    {
        // Fisher (1935): three of four right; two-sided 0.4857; all right 2/70.
        new TwoByTwo(3, 1, 1, 3).FisherPValue().ShouldBe(0.4857, 0.00005);
        new TwoByTwo(4, 0, 0, 4).FisherPValue().ShouldBe(2.0 / 70, 1e-9);
    }

    [Fact]
    public void Odds_ratio_has_its_worked_interval()
    {
        var (ratio, interval) = new TwoByTwo(20, 10, 15, 30).OddsRatio();

        ratio.ShouldBe(4);
        var error = Math.Sqrt(1.0 / 20 + 1.0 / 10 + 1.0 / 15 + 1.0 / 30);
        interval.Low.ShouldBe(4 * Math.Exp(-1.959964 * error), 1e-4);
        interval.High.ShouldBe(4 * Math.Exp(1.959964 * error), 1e-4);
        new TwoByTwo(5, 0, 3, 4).OddsRatio().Value.ShouldBe(5.5 * 4.5 / (0.5 * 3.5), 1e-9);
    }

    [Fact]
    public void Benjamini_and_Hochberg_step_up()
    {
        FalseDiscovery
            .Adjust([0.01, 0.04, 0.03, 0.005])
            .Select(p => Math.Round(p, 6))
            .ShouldBe([0.02, 0.04, 0.04, 0.02]);
        FalseDiscovery.Adjust([]).ShouldBeEmpty();
    }

    [Fact]
    public void Phi_is_one_where_both_always_agree_and_zero_where_one_never_varies()
    {
        new TwoByTwo(7, 0, 0, 3).Phi().ShouldBe(1, 1e-12);
        new TwoByTwo(0, 5, 5, 0).Phi().ShouldBe(-1, 1e-12);
        new TwoByTwo(5, 5, 0, 0).Phi().ShouldBe(0);
    }

    [Fact]
    public void Logistic_regression_finds_the_weights_that_made_the_data()
    {
        var random = new Random(11);
        var rows = new List<double[]>();
        var classes = new List<int>();
        double[][] truth =
        [
            [0, 0, 0],
            [0.5, 2, 0],
            [-0.5, 0, -1.5],
        ];
        for (var i = 0; i < 8000; i++)
        {
            double[] x = [random.NextDouble() * 4 - 2, random.NextDouble() * 4 - 2];
            var p = new LogisticRegression(truth).Predict(x);
            var draw = random.NextDouble();
            rows.Add(x);
            classes.Add(
                draw < p[0] ? 0
                : draw < p[0] + p[1] ? 1
                : 2
            );
        }

        var fitted = LogisticRegression.Fit(rows, classes, 3, penalty: 0.01);

        // Only differences between classes are determined.
        (fitted.Weights[1][1] - fitted.Weights[0][1]).ShouldBe(2, 0.15);
        (fitted.Weights[2][2] - fitted.Weights[0][2]).ShouldBe(-1.5, 0.15);
        (fitted.Weights[1][0] - fitted.Weights[0][0]).ShouldBe(0.5, 0.15);
        fitted.Predict([0.3, -1]).Sum().ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Perfectly_separated_classes_stay_finite()
    {
        var rows = Enumerable.Range(0, 60).Select(i => new[] { i < 30 ? -1.0 : 1.0 }).ToList();

        var fitted = LogisticRegression.Fit(
            rows,
            [.. Enumerable.Range(0, 60).Select(i => i < 30 ? 0 : 1)],
            2,
            penalty: 1
        );

        fitted.Weights.SelectMany(w => w).ShouldAllBe(w => double.IsFinite(w));
        fitted.Predict([1])[1].ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void Contributions_and_the_average_case_add_up_to_the_log_odds()
    {
        var random = new Random(2);
        var table = new Table(
            ["a", "b"],
            [
                .. Enumerable
                    .Range(0, 300)
                    .Select(_ =>
                        new string?[]
                        {
                            random.Next(5) == 0
                                ? null
                                : random.Next(9).ToString(System.Globalization.CultureInfo.InvariantCulture),
                            random.Next(2) == 0 ? "x" : "y",
                        }
                    ),
            ],
            [.. Enumerable.Range(0, 300).Select(_ => random.Next(3) == 0 ? "left" : "stayed")]
        );
        var model = TrainedModel.Fit(table, [.. Enumerable.Range(0, 300)], ["left", "stayed"], 1);

        var prediction = model.Explain(table.Row(0), "left");

        var logOdds = Math.Log(prediction.Probabilities["left"] / prediction.Probabilities["stayed"]);
        (prediction.Contributions.Sum(c => c.LogOdds) + model.Weights[0][0] - model.Weights[1][0]).ShouldBe(
            logOdds,
            1e-9
        );
    }
}
