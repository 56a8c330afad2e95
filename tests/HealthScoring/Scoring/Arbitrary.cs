using FsCheck;
using FsCheck.Fluent;
using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Tests.Scoring;

/// <summary>Random scorecards and inputs, with awkward weights, coarse and fine values, and anything missing.</summary>
internal static class Arbitrary
{
    private static readonly Measure[] AllMeasures = [.. Enum.GetValues<Measure>().Where(m => m != Measure.Override)];

    private static Gen<decimal> Decimal(int from, int to) => Gen.Choose(from * 1000, to * 1000).Select(n => n / 1000m);

    private static readonly Gen<Curve> Curves =
        from raws in Gen.Choose(-100_000, 100_000).ArrayOf(5)
        from values in Decimal(0, 100).ArrayOf(5)
        select MakeCurve(raws, values);

    private static readonly Gen<Scorecard> Cards =
        from measures in Gen.Shuffle(AllMeasures)
        from count in Gen.Choose(1, 14)
        from weights in Decimal(0, 50).ArrayOf(14)
        from curves in Curves.ArrayOf(14)
        from groupOf in Gen.Choose(0, 3).ArrayOf(14)
        from capMeasures in Gen.Elements(AllMeasures).ArrayOf(3)
        from limits in Decimal(0, 99).ArrayOf(3)
        from capCount in Gen.Choose(0, 3)
        select new Scorecard(
            [
                .. Enumerable
                    .Range(0, count)
                    .GroupBy(i => groupOf[i])
                    .Select(g => new MeasureGroup(
                        $"g{g.Key}",
                        [
                            .. g.Select(i => new WeightedMeasure(
                                measures[i],
                                weights[i] + 0.001m,
                                curves[i],
                                $"play-{i}"
                            )),
                        ]
                    )),
            ],
            [
                .. Enumerable
                    .Range(0, capCount)
                    .Select(i => new CapRule(
                        $"cap{i}",
                        capMeasures[i],
                        i == 0 ? Comparison.AtMost : Comparison.AtLeast,
                        0,
                        Math.Round(limits[i], 2),
                        "because"
                    )),
            ],
            new BandLimits()
        );

    private static readonly Gen<MeasureValues> Inputs =
        from raws in Decimal(-120, 120).ArrayOf(MeasureCatalogue.Count)
        from missing in Gen.Choose(0, 3).ArrayOf(MeasureCatalogue.Count)
        select MakeInputs(raws, missing);

    public static Arbitrary<(Scorecard Card, MeasureValues Values)> Scored() =>
        (from card in Cards from values in Inputs select (card, values)).ToArbitrary();

    public static Arbitrary<(Scorecard OldCard, MeasureValues Old, Scorecard NewCard, MeasureValues New)> Changes() =>
        (
            from oldCard in Cards
            from otherCard in Cards
            from sameCard in Gen.Elements(true, true, false)
            from old in Inputs
            from @new in Inputs
            select (oldCard, old, sameCard ? oldCard : otherCard, @new)
        ).ToArbitrary();

    private static Curve MakeCurve(int[] raws, decimal[] values)
    {
        var ascending = raws.Distinct().Order().ToArray();
        if (ascending.Length < 2)
            ascending = [0, 1];
        return new Curve([.. ascending.Select((r, i) => new CurvePoint(r / 1000m, values[i]))]);
    }

    private static MeasureValues MakeInputs(decimal[] raws, int[] missing)
    {
        var values = new MeasureValues();
        for (var i = 0; i < raws.Length; i++)
            if (missing[i] > 0)
                values[(Measure)i] = raws[i];
        // Overridden scores are the exception.
        if (missing[(int)Measure.Override] < 3)
            values[Measure.Override] = null;
        return values;
    }
}
