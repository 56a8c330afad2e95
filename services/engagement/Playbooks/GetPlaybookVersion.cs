using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Playbooks;

/// <param name="Number">From 1.</param>
/// <param name="Definition">Trigger, entry, exit, goal and steps, as they were saved.</param>
/// <param name="Warnings">What was doubtful in it.</param>
/// <param name="SavedAt">When it was saved (RFC 3339, UTC).</param>
/// <param name="Checksum">SHA-256 of the definition, 64 hexadecimal digits.</param>
/// <param name="SavedBy">User id of its author.</param>
public sealed record GetPlaybookVersionResponse(
    int Number,
    JsonElement Definition,
    string Checksum,
    IReadOnlyList<DefinitionProblem> Warnings,
    DateTimeOffset SavedAt,
    string SavedBy
);

public static class GetPlaybookVersion
{
    public static void Map(IEndpointRouteBuilder playbooks) =>
        playbooks
            .MapGet("/{id:guid}/versions/{number:int}", HandleAsync)
            .WithName(nameof(GetPlaybookVersion))
            .WithDescription("One version as it was saved.");

    private static async Task<Results<Ok<GetPlaybookVersionResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        int number,
        Database database,
        CancellationToken ct
    )
    {
        var row = await database.SingleOrDefaultAsync<Row>(Select, new { id, number }, ct);
        return row is null
            ? Problem.NotFound("playbook version", $"{number} of {id}").ToResult()
            : TypedResults.Ok(
                new GetPlaybookVersionResponse(
                    row.Number,
                    JsonSerializer.Deserialize<JsonElement>(row.Definition),
                    row.Checksum,
                    JsonSerializer.Deserialize<IReadOnlyList<DefinitionProblem>>(row.Warnings, ContractJson.Options)!,
                    row.SavedAt,
                    row.SavedBy
                )
            );
    }

    private sealed class Row
    {
        public int Number { get; init; }
        public string Definition { get; init; } = "";
        public string Checksum { get; init; } = "";
        public string Warnings { get; init; } = "";
        public DateTimeOffset SavedAt { get; init; }
        public string SavedBy { get; init; } = "";
    }

    private const string Select = """
        select number, definition::text as definition, checksum, warnings::text as warnings, saved_at, saved_by
        from playbook_version where playbook_id = @id and number = @number
        """;
}
