using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Contacts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Erasure;

public sealed record ExportPersonalDataResponse(
    Contact Contact,
    IReadOnlyList<ExportPersonalDataExternalId> ExternalIds,
    IReadOnlyList<ExportPersonalDataActivity> Activities,
    IReadOnlyList<ExportPersonalDataEntry> Timeline,
    IReadOnlyList<ExportPersonalDataChange> Changes
);

public sealed class ExportPersonalDataExternalId
{
    public string Source { get; init; } = "";
    public string ExternalId { get; init; } = "";
}

public sealed class ExportPersonalDataActivity
{
    public string Type { get; init; } = "";
    public string? Subject { get; init; }
    public string? Notes { get; init; }
    public DateTimeOffset OccurredAt { get; init; }
}

public sealed class ExportPersonalDataEntry
{
    public DateTimeOffset OccurredAt { get; init; }
    public string Type { get; init; } = "";
    public string Title { get; init; } = "";
}

public sealed class ExportPersonalDataChange
{
    public DateTimeOffset At { get; init; }
    public string Actor { get; init; } = "";
    public string Action { get; init; } = "";
    public string? Before { get; init; }
    public string? After { get; init; }
}

/// <summary>All that this service keeps of one person, as one JSON document, for the person to have.</summary>
public static class ExportPersonalData
{
    public static void Map(IEndpointRouteBuilder contacts) =>
        contacts
            .MapGet("/{id:guid}/personal-data", HandleAsync)
            .WithName(nameof(ExportPersonalData))
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Ok<ExportPersonalDataResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct
    )
    {
        var contact = await ContactReader.FindAsync(database, id, ct);
        if (contact is null)
            return Problem.NotFound("contact", id).ToResult();
        return TypedResults.Ok(
            new ExportPersonalDataResponse(
                contact,
                await database.QueryAsync<ExportPersonalDataExternalId>(
                    "select source, external_id from contact_external_id where contact_id = @id order by source, "
                        + "external_id",
                    new { id },
                    ct
                ),
                await database.QueryAsync<ExportPersonalDataActivity>(
                    "select type, subject, notes, occurred_at from activity join activity_participant on "
                        + "activity_id = id where contact_id = @id order by occurred_at",
                    new { id },
                    ct
                ),
                await database.QueryAsync<ExportPersonalDataEntry>(
                    "select occurred_at, type, title from timeline_entry where subject_id = @id order by occurred_at",
                    new { id },
                    ct
                ),
                await database.QueryAsync<ExportPersonalDataChange>(
                    "select at, actor, action, before::text as before, after::text as after from audit_entry "
                        + "where subject_id = @id order by seq",
                    new { id },
                    ct
                )
            )
        );
    }
}
