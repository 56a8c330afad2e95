using Platform.HealthScoring.Scoring;
using Platform.Statistics;
using Platform.Statistics.Classification;

namespace Platform.HealthScoring.Validation;

/// <summary>One past outcome with the account's score some days before.</summary>
/// <param name="RedForDays">Of a loss: for how many days before it the account had been red without a break when it was
/// lost; 0: it was not red.</param>
/// <param name="IsBeforeRecords">So early that no use of any account is recorded of the day.</param>
public sealed record ValidationCase(
    bool Churned,
    decimal? Score,
    Band? Band,
    int RedForDays = 0,
    bool IsBeforeRecords = false
);

/// <param name="Value">Null where nothing was counted.</param>
/// <param name="Of">Out of how many.</param>
public sealed record Share(int Count, int Of, double? Value, double Low, double High)
{
    public static Share Counted(int count, int of)
    {
        var interval = Interval.OfShare(count, of);
        return new(count, of, of == 0 ? null : (double)count / of, interval.Low, interval.High);
    }
}

/// <param name="Losses">Share of the accounts in this band that were lost.</param>
public sealed record BandCalibration(string Band, Share Losses);

/// <param name="Median">Days for which lost accounts had been red, those that never were counted as 0.</param>
/// <param name="FlaggedAtAll">Lost accounts that were red at some time before.</param>
/// <param name="FlaggedAMonthAhead">Lost accounts that were red 30 days or more before.</param>
public sealed record LeadTime(int Losses, double? Median, Share FlaggedAtAll, Share FlaggedAMonthAhead);

/// <param name="Value">Chance that an account that was lost had the lower score than one that was kept.</param>
/// <param name="Kept">Accounts that were not lost.</param>
public sealed record Discrimination(double Value, double Low, double High, int Losses, int Kept);

/// <summary>What a version of a scorecard would have said before past outcomes. Intervals are of 95 %.</summary>
/// <param name="HorizonDays">How long before each outcome the account was scored.</param>
/// <param name="InsufficientData">Outcomes before which there was no score; they are in no other figure.</param>
/// <param name="PrecisionOfRed">Of the accounts that were red, those that were lost.</param>
/// <param name="RecallOfRed">Of those that were lost, the ones that were red.</param>
/// <param name="Auc">Null where only one kind of outcome has scores.</param>
/// <param name="Verdict">The figures in a sentence.</param>
/// <param name="Outcomes">Outcomes that it was held against.</param>
/// <param name="LeadTime">How long before the loss accounts were red.</param>
/// <param name="Calibration">Losses by band.</param>
/// <param name="BeforeRecords">
/// Of those with insufficient data the outcomes so early that no use of any account is recorded of the day; the others
/// lack measures.
/// </param>
public sealed record ValidationFigures(
    int HorizonDays,
    int Outcomes,
    int Losses,
    int InsufficientData,
    Share PrecisionOfRed,
    Share RecallOfRed,
    Discrimination? Auc,
    LeadTime LeadTime,
    IReadOnlyList<BandCalibration> Calibration,
    string Verdict,
    int BeforeRecords = 0
);

/// <summary>Figures of validation from cases; pure.</summary>
public static class ScorecardValidation
{
    private const int Month = 30;

    public static ValidationFigures Of(IReadOnlyList<ValidationCase> cases, int horizonDays)
    {
        var scored = cases.Where(c => c.Score is not null).ToList();
        var red = scored.Where(c => c.Band == Band.Red).ToList();
        var lost = scored.Where(c => c.Churned).ToList();
        // Low is bad: the score is turned round, so that a high AUC means that losses had the low scores.
        var roc = Roc.Of([.. scored.Select(c => (-(double)c.Score!.Value, c.Churned))]);
        var auc = roc is null
            ? null
            : new Discrimination(roc.Auc, roc.Interval.Low, roc.Interval.High, roc.Positives, roc.Negatives);
        return new(
            horizonDays,
            cases.Count,
            cases.Count(c => c.Churned),
            cases.Count - scored.Count,
            Share.Counted(red.Count(c => c.Churned), red.Count),
            Share.Counted(lost.Count(c => c.Band == Band.Red), lost.Count),
            auc,
            LeadTimeOf([.. cases.Where(c => c.Churned)]),
            [
                .. Enum.GetValues<Band>()
                    .Select(b => new BandCalibration(
                        Scores.Bands.TextOf(b)!,
                        Share.Counted(scored.Count(c => c.Band == b && c.Churned), scored.Count(c => c.Band == b))
                    )),
            ],
            VerdictOf(auc, scored.Count),
            cases.Count(c => c.IsBeforeRecords)
        );
    }

    private static LeadTime LeadTimeOf(List<ValidationCase> losses)
    {
        var days = losses.Select(l => (double)l.RedForDays).Order().ToList();
        double? median =
            days.Count == 0 ? null
            : days.Count % 2 == 1 ? days[days.Count / 2]
            : (days[days.Count / 2 - 1] + days[days.Count / 2]) / 2;
        return new(
            losses.Count,
            median,
            Share.Counted(losses.Count(l => l.RedForDays > 0), losses.Count),
            Share.Counted(losses.Count(l => l.RedForDays >= Month), losses.Count)
        );
    }

    private static string VerdictOf(Discrimination? auc, int scored) =>
        auc switch
        {
            null => $"Nothing can be said: among {scored} scored outcomes there are not both losses and renewals.",
            { Low: > 0.5 } => FormattableString.Invariant(
                $"Low scores went before losses: AUC {auc.Value:0.000} (95 % {auc.Low:0.000}–{auc.High:0.000})."
            ),
            { High: < 0.5 } => FormattableString.Invariant(
                $"The wrong way round: high scores went before losses, AUC {auc.Value:0.000} (95 % "
                    + $"{auc.Low:0.000}–{auc.High:0.000})."
            ),
            _ => FormattableString.Invariant(
                $"No better than a coin as far as one can tell: AUC {auc.Value:0.000} (95 % "
                    + $"{auc.Low:0.000}–{auc.High:0.000})."
            ),
        };
}
