using System.Text.Json;
using Platform.Contracts;

namespace Platform.SuccessPlans.Reviews;

internal sealed class ReviewPackRow
{
    public Guid PackId { get; init; }
    public Guid ReviewId { get; init; }
    public int Number { get; init; }
    public DateTimeOffset GeneratedAt { get; init; }
    public string GeneratedBy { get; init; } = "";
    public string Content { get; init; } = "";

    public const string Columns = "pack_id, review_id, number, generated_at, generated_by, content::text as content";

    public ReviewPackResponse ToResponse() =>
        new(
            PackId,
            ReviewId,
            Number,
            GeneratedAt,
            GeneratedBy,
            JsonSerializer.Deserialize<ReviewPack>(Content, ContractJson.Options)!
        );
}
