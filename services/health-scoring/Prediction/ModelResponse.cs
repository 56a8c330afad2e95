namespace Platform.HealthScoring.Prediction;

/// <param name="DataFrom">First day of the outcomes that it learned from.</param>
/// <param name="TrainedAt">When it was trained (RFC 3339, UTC).</param>
/// <param name="TrainedBy">User id of who had it trained.</param>
/// <param name="DataTo">The last day that it learned from.</param>
public sealed record ModelResponse(
    Guid Id,
    int Version,
    DateTimeOffset TrainedAt,
    string TrainedBy,
    int HorizonDays,
    DateOnly DataFrom,
    DateOnly DataTo,
    ModelFigures Figures
)
{
    public static ModelResponse From(ModelRow r) =>
        new(r.ModelId, r.Version, r.TrainedAt, r.TrainedBy, r.HorizonDays, r.DataFrom, r.DataTo, r.Worth());
}
