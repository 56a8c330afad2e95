using System.Text.Json;
using Platform.Contracts;

namespace Platform.Feedback.Surveys;

internal sealed class SurveyRow
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Type { get; init; } = "";
    public string Question { get; init; } = "";
    public int ScaleFrom { get; init; }
    public int ScaleTo { get; init; }
    public string Method { get; init; } = "";
    public int? TopBoxes { get; init; }
    public decimal? LoopAtOrBelow { get; init; }
    public string? Product { get; init; }
    public string Questions { get; init; } = "[]";
    public string Status { get; init; } = "";
    public int Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public string CreatedBy { get; init; } = "";

    public Survey ToSurvey() =>
        new(
            Id,
            Name,
            Type,
            Question,
            ScaleFrom,
            ScaleTo,
            Method,
            TopBoxes,
            LoopAtOrBelow,
            Product,
            JsonSerializer.Deserialize<List<SurveyQuestion>>(Questions, ContractJson.Options)!
        );

    public SurveyResponse ToResponse() =>
        new(
            Id,
            Name,
            Type,
            Question,
            ScaleFrom,
            ScaleTo,
            Method,
            TopBoxes,
            LoopAtOrBelow,
            Product,
            ToSurvey().Questions,
            Status,
            Version,
            CreatedAt,
            CreatedBy
        );

    public const string Select =
        "select id, name, type, question, scale_from, scale_to, method, top_boxes, loop_at_or_below, product, "
        + "questions, status, version, created_at, created_by from survey";
}
