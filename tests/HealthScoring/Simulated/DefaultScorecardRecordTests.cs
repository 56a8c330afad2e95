using System.Globalization;
using Platform.HealthScoring.Scoring;
using Platform.Simulator.Storylines;
using Platform.Statistics.Classification;

namespace Platform.HealthScoring.Tests.Simulated;

/// <summary>
/// What the scorecards that ship would have said before losses, on simulated companies that were not used to tune them.
/// The record is printed, good or bad; what is held is that it is no worse than what the documentation says.
/// </summary>
public sealed class DefaultScorecardRecordTests(ITestOutputHelper output)
{
    private static readonly int[] Horizons = [90, 30, 1];

    [Fact]
    public void The_record_on_three_seeds_not_used_to_tune_them_is_printed_and_no_worse_than_documented()
    {
        foreach (var horizon in Horizons)
        {
            var all = new List<(bool Lost, HealthScore Score)>();
            foreach (var seed in new ulong[] { 90210, 4711, 31337 })
            {
                var book = new SimulatedBook(seed, 300, 540);
                List<(bool Lost, HealthScore Score)> cases =
                [
                    .. book.Outcomes()
                        .Select(o =>
                        {
                            var values = book.MeasuresOf(o.Account, o.DecidedOn.AddDays(-horizon));
                            return (
                                o.Outcome == Outcome.Churned,
                                HealthScorer.Score(SimulatedBook.CardOf(o.Account), values)
                            );
                        }),
                ];
                output.WriteLine($"seed {seed}: {Record(cases, horizon)}");
                all.AddRange(cases);
            }
            output.WriteLine($"together:   {Record(all, horizon)}");
            var losses = all.Where(c => c.Lost && c.Score.Score is not null).ToList();
            var kept = all.Where(c => !c.Lost && c.Score.Score is not null).ToList();
            Share(losses, Band.Green)
                .ShouldBeLessThan(
                    horizon switch
                    {
                        90 => 0.6,
                        30 => 0.5,
                        _ => 0.5,
                    }
                );
            Share(kept, Band.Red).ShouldBeLessThan(0.05, "what is kept is hardly ever red");
        }
    }

    private static double Share(List<(bool Lost, HealthScore Score)> cases, Band band) =>
        cases.Count(c => c.Score.Band == band) / (double)cases.Count;

    private static string Record(List<(bool Lost, HealthScore Score)> cases, int horizon)
    {
        var scored = cases.FindAll(c => c.Score.Score is not null);
        var (losses, kept) = (scored.FindAll(c => c.Lost), scored.FindAll(c => !c.Lost));
        var roc = Roc.Of([.. scored.Select(c => (-(double)c.Score.Score!.Value, c.Lost))])!;
        return FormattableString.Invariant($"{horizon, 2} days before {cases.Count} outcomes ({scored.Count} scored): ")
            + FormattableString.Invariant(
                $"of {losses.Count} losses {Bands(losses)}; of {kept.Count} kept {Bands(kept)}; "
            )
            + FormattableString.Invariant($"AUC {roc.Auc:0.000} ({roc.Interval.Low:0.000}–{roc.Interval.High:0.000})");
    }

    private static string Bands(List<(bool Lost, HealthScore Score)> cases) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"red {Share(cases, Band.Red):P0}, yellow {Share(cases, Band.Yellow):P0}, green "
                + $"{Share(cases, Band.Green):P0}"
        );
}
