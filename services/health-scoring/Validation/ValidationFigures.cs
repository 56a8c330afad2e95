namespace Platform.HealthScoring.Validation;

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
/// <param name="BeforeRecords"> Of those with insufficient data the outcomes so early that no use of any account is
/// recorded of the day; the others lack measures.
/// </param>
/// <param name="Settled">Of the outcomes that came at least the horizon and 60 days after the first recorded day, those
/// before which there was a score; absent from validations that were made before this was counted.</param>
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
    int BeforeRecords = 0,
    Share? Settled = null
);
