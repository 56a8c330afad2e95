namespace Platform.HealthScoring.Scoring;

/// <summary>The measures of <see cref="AccountMeasures"/> in double precision, NaN where missing, for
/// <see cref="QuickScorecard"/>.</summary>
public static class QuickMeasures
{
    private const int FourWeeks = 28;

    /// <param name="sums">Of a window up to the as-of day.</param>
    /// <param name="facts">Those besides seats, or null where there are none.</param>
    public static void Fill(
        Span<double> values,
        DateOnly asOf,
        WindowKernel kernel,
        in UsageSums sums,
        in QuickFacts known,
        AccountFacts? facts
    )
    {
        values.Fill(double.NaN);
        if (facts is not null)
        {
            var exact = new MeasureValues();
            FactMeasures.AddTo(exact, facts, asOf);
            foreach (var (measure, value) in exact.Present())
                values[(int)measure] = (double)value;
        }
        FillUsage(values, asOf.DayNumber, kernel, sums, known);
    }

    private static void FillUsage(
        Span<double> values,
        int asOf,
        WindowKernel kernel,
        in UsageSums sums,
        in QuickFacts known
    )
    {
        if (known.LastUse is { } last)
            values[(int)Measure.DaysSinceLastActivity] = asOf - last.DayNumber;
        else if (known.CustomerSince is { } start && start.DayNumber <= asOf)
            values[(int)Measure.DaysSinceLastActivity] = asOf - start.DayNumber;
        if (
            known.FirstUse is null
            && !(
                kernel.CoreFeatures > 0
                && known.CustomerSince is { } since
                && asOf - since.DayNumber >= UsageMeasures.ExpectUseAfterDays
            )
        )
            return;

        double users = sums.Month;
        values[(int)Measure.Dau] = sums.Today;
        values[(int)Measure.Wau] = sums.LastWeek;
        values[(int)Measure.Mau] = users;
        values[(int)Measure.Events] = sums.Events;
        values[(int)Measure.Sessions] = sums.Sessions;
        values[(int)Measure.DistinctFeatures] = sums.Features;
        values[(int)Measure.Depth] = Round(users == 0 ? 0 : sums.Events / users);

        var (days, weekdays) = kernel.DaysInUse(known.FirstUse);
        var stickiness = Share(100.0 * sums.UserDays, days, users);
        values[(int)Measure.Stickiness] = Round(stickiness);
        values[(int)Measure.StickinessWeekdays] = Round(Share(100.0 * sums.WeekdayUserDays, weekdays, sums.Weekdays));
        if (known.PaidSeats is > 0 and var seats)
            values[(int)Measure.ActiveSeatShare] = Round(100 * users / seats);
        if (
            known.FirstUse is { } first
            && first.DayNumber <= asOf + 1 - 2 * FourWeeks
            && sums.EventsFourWeeksBefore > 0
        )
            values[(int)Measure.ActivityChange] = Round(
                100.0 * (sums.EventsFourWeeks - sums.EventsFourWeeksBefore) / sums.EventsFourWeeksBefore
            );

        var adoption = double.NaN;
        if (kernel.CoreFeatures is > 0 and var core)
        {
            adoption = users == 0 ? 0 : 100.0 * sums.CorePairs / (users * core);
            values[(int)Measure.DistinctCoreFeatures] = sums.CoreFeatures;
            values[(int)Measure.Breadth] = Round(100.0 * sums.CoreFeatures / core);
            values[(int)Measure.Adoption] = Round(adoption);
        }
        var growth = sums.Gained + sums.Dropped == 0 ? double.NaN : 100.0 * sums.Gained / (sums.Gained + sums.Dropped);
        values[(int)Measure.Growth] = Round(growth);
        if (double.IsNaN(adoption) && double.IsNaN(stickiness))
            return;
        var (sum, count) = (0.0, 0);
        foreach (var part in (ReadOnlySpan<double>)[adoption, stickiness, growth])
            if (!double.IsNaN(part))
                (sum, count) = (sum + part, count + 1);
        values[(int)Measure.ProductEngagement] = Round(sum / count);
    }

    private static double Share(double userDays, int days, double users) =>
        users == 0 ? 0
        : days == 0 ? double.NaN
        : userDays / days / users;

    /// <summary>All measures of use that are no whole numbers are kept to one decimal. What is a tie in decimals may be
    /// next to one in binary, hence first to nine.</summary>
    private static double Round(double value) => Math.Round(Math.Round(value, 9), 1, MidpointRounding.ToEven);
}
