using Platform.Statistics.Survival;

namespace Platform.Statistics.Tests;

/// <summary>Against figures that other programs give for the same public data.</summary>
public sealed class SurvivalTests
{
    [Fact]
    public void Lung_has_the_known_median_with_its_interval_and_log_rank_test_by_sex()
    {
        var lung = CsvRows.Of("survival/lung.csv");
        var bySex = lung.GroupBy(r => r["sex"]).Select(g => (IReadOnlyList<Lifetime>)[.. g.Select(Patient)]).ToList();

        var curve = KaplanMeier.Of(lung.Select(Patient));
        var test = LogRank.Test(bySex);

        curve.Median.ShouldBe(310);
        curve.MedianInterval.ShouldBe((285, 363));
        test.ChiSquare.ShouldBe(10.3267, 0.00005);
        test.PValue.ShouldBe(0.00131, 0.000005);
    }

    [Fact]
    public void Telco_month_to_month_customers_with_internet_last_as_long_as_is_known()
    {
        var customers = CsvRows
            .Of("telco/Telco-Customer-Churn.csv")
            .Where(r => r["Contract"] == "Month-to-month" && r["InternetService"] != "No");

        var curve = KaplanMeier.Of(
            customers.Select(r => new Lifetime(
                double.Parse(r["tenure"], System.Globalization.CultureInfo.InvariantCulture),
                r["Churn"] == "Yes"
            ))
        );

        curve.Subjects.ShouldBe(3351);
        curve.Median.ShouldBe(34);
        curve.At(12)!.Survival.ShouldBe(0.6950, 0.00005);
        curve.At(24)!.Survival.ShouldBe(0.5753, 0.00005);
    }

    [Fact]
    public void Greenwoods_error_is_that_of_a_worked_example()
    {
        // 10 subjects, ends at 1 and 3, one leaves at 2: S = 0.9, then 0.9·7/8; the sum of Greenwood 1/(10·9) +
        // 1/(8·7).
        var curve = KaplanMeier.Of([
            new(1, true),
            new(2, false),
            new(3, true),
            .. Enumerable.Repeat(new Lifetime(9, false), 7),
        ]);

        curve.Steps.Select(s => s.AtRisk).ShouldBe([10, 9, 8, 7]);
        curve.At(3)!.Survival.ShouldBe(0.9 * 7 / 8, 1e-12);
        curve.At(3)!.StandardError.ShouldBe(0.9 * 7 / 8 * Math.Sqrt(1.0 / 90 + 1.0 / 56), 1e-12);
        curve.Median.ShouldBeNull();
        curve.At(10).ShouldBeNull();
    }

    private static Lifetime Patient(IReadOnlyDictionary<string, string> row) =>
        new(double.Parse(row["time"], System.Globalization.CultureInfo.InvariantCulture), row["status"] == "1");
}
