using System.Globalization;
using Platform.HealthScoring.Prediction;
using Platform.HealthScoring.Scoring;
using Platform.Simulator.Storylines;
using Platform.Statistics.Classification;
using Platform.Statistics.Learning;

namespace Platform.HealthScoring.Tests.Simulated;

/// <summary>Scores against a company whose truth is known. The seeds were used neither for tuning nor for
/// training.</summary>
public sealed class SimulatedTruthTests(ITestOutputHelper output)
{
    private const ulong Unseen = 90210;
    private const int Horizon = 90;
    private const int AlarmWithinDays = 15;

    [Fact]
    public void Low_scores_go_before_losses_and_the_trained_model_is_printed_beside_them()
    {
        var lessons = new ulong[] { 1, 2, 3 }
            .SelectMany(seed => CasesOf(new SimulatedBook(seed, 200, 540)))
            .ToList();
        var cases = CasesOf(new SimulatedBook(Unseen, 500, 540));

        var table = ModelFeatures.TableOf([.. lessons.Select(c => (c.Values, c.Kind, c.DecidedOn))]);
        var trained = Trainer.Train(table, new TrainingOptions(Penalty: 5));
        var churned = trained.Model!.Classes.ToList().IndexOf("churned");
        var model = Roc.Of([
            .. cases.Select(c =>
                (trained.Model.Probabilities(ModelFeatures.Of(c.Values))[churned], c.Kind == "churned")
            ),
        ])!;
        var scored = cases.Where(c => c.Score is not null).ToList();
        var score = Roc.Of([.. scored.Select(c => (-(double)c.Score!.Value, c.Kind == "churned"))])!;

        output.WriteLine(
            FormattableString.Invariant(
                $"Seed {Unseen}, {Horizon} days before {cases.Count} outcomes ({model.Positives} losses):"
            )
        );
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  default scorecard  AUC {score.Auc:0.000} "
                    + $"({score.Interval.Low:0.000}–{score.Interval.High:0.000}), {scored.Count} scored"
            )
        );
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  trained model      AUC {model.Auc:0.000} "
                    + $"({model.Interval.Low:0.000}–{model.Interval.High:0.000}), learned from {trained.Rows} outcomes "
                    + $"of other seeds; {trained.Verdict}"
            )
        );
        score.Interval.Low.ShouldBeGreaterThan(0.5);
        model.Interval.Low.ShouldBeGreaterThan(0.5);
        // Some losses come without any warning, and some stories begin within the 90 days: nothing honest comes near 1.
        Math.Max(score.Auc, model.Auc).ShouldBeLessThan(0.95);
    }

    [Fact]
    public void A_quiet_season_is_not_red()
    {
        var book = new SimulatedBook(Unseen, 200, 540);
        var (looked, red) = (0, new List<string>());
        foreach (var account in book.Company.Accounts.Where(a => a.Story.Storyline == Storyline.SeasonalQuiet))
            for (var day = book.First.AddDays(70); day <= book.Last; day = day.AddDays(7))
            {
                if (!Mood.InSeason(account.Story, day) || day < account.Story.CustomerSince.AddDays(120))
                    continue;
                looked++;
                var score = HealthScorer.Score(SimulatedBook.CardOf(account), book.MeasuresOf(account, day));
                if (score.Band == Band.Red)
                    red.Add(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{account.Id} on {day:O}: {score.Score}, "
                                + $"{string.Join(", ", score.Drivers.Select(d => $"{d.Cause} {d.Cost} ({d.Raw})"))}"
                        )
                    );
            }

        output.WriteLine($"{red.Count} of {looked} scores in a quiet season are red.");
        looked.ShouldBeGreaterThan(50);
        red.ShouldBeEmpty();
    }

    [Fact]
    public void Every_champion_who_leaves_is_alarmed_within_the_time_and_nobody_else()
    {
        var book = new SimulatedBook(Unseen, 200, 365);
        var (expected, inTime, falseAlarms) = (0, 0, 0);
        foreach (var account in book.Company.Accounts)
        {
            var leaves =
                account.Story.Storyline == Storyline.ChampionLeaves
                && account.Story.StartsOn >= book.First
                && account.Story.StartsOn.AddDays(AlarmWithinDays) <= book.Last;
            var until = leaves ? account.Story.StartsOn.AddDays(AlarmWithinDays) : book.Last;
            var alarmed = IsAlarmed(book, account, until);
            if (leaves)
            {
                expected++;
                // The day before nothing was to be seen; so late a look finds the alarm.
                if (alarmed && !IsAlarmed(book, account, account.Story.StartsOn.AddDays(-1)))
                    inTime++;
            }
            else if (alarmed && account.Contacts[0].IsThere(book.Last))
                falseAlarms++;
        }

        output.WriteLine(
            $"{inTime} of {expected} departures of champions alarmed within {AlarmWithinDays} days, "
                + $"{falseAlarms} false alarms in {book.Company.Accounts.Count} account-years."
        );
        expected.ShouldBeGreaterThan(8);
        inTime.ShouldBe(expected);
        (falseAlarms / (double)book.Company.Accounts.Count).ShouldBeLessThanOrEqualTo(0.02);
    }

    /// <summary>The cap is on the score, with its playbook, whether or not it is what binds.</summary>
    private static bool IsAlarmed(SimulatedBook book, Simulator.Company.SimulatedAccount account, DateOnly day) =>
        SimulatedBook
            .CardOf(account)
            .Caps.Single(c => c.Name == "champion_gone")
            .AppliesTo(book.MeasuresOf(account, day));

    private sealed record Case(MeasureValues Values, string Kind, DateOnly DecidedOn, decimal? Score);

    private static List<Case> CasesOf(SimulatedBook book) =>
        [
            .. book.Outcomes()
                .Select(o =>
                {
                    var values = book.MeasuresOf(o.Account, o.DecidedOn.AddDays(-Horizon));
                    var kind = o.Outcome switch
                    {
                        Outcome.Churned => "churned",
                        Outcome.Contracted => "contracted",
                        Outcome.Expanded => "grown",
                        _ => "renewed_flat",
                    };
                    return new Case(
                        values,
                        kind,
                        o.DecidedOn,
                        HealthScorer.Score(SimulatedBook.CardOf(o.Account), values).Score
                    );
                }),
        ];
}
