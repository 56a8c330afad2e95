using System.Text.Json;
using Platform.Contracts;
using Platform.Statistics.Learning;

namespace Platform.HealthScoring.Prediction;

public sealed class ModelRow
{
    public const string Columns =
        "model_id, version, trained_at, trained_by, horizon_days, data_from, data_to, model::text as model, "
        + "figures::text as figures";

    public Guid ModelId { get; init; }
    public int Version { get; init; }
    public DateTimeOffset TrainedAt { get; init; }
    public string TrainedBy { get; init; } = "";
    public int HorizonDays { get; init; }
    public DateOnly DataFrom { get; init; }
    public DateOnly DataTo { get; init; }
    public string Model { get; init; } = "{}";
    public string Figures { get; init; } = "{}";

    public TrainedModel Trained() => JsonSerializer.Deserialize<TrainedModel>(Model, ContractJson.Options)!;

    public ModelFigures Worth() => JsonSerializer.Deserialize<ModelFigures>(Figures, ContractJson.Options)!;
}
