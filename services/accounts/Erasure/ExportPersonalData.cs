using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Contacts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Erasure;

/// <param name="Activities">Activities in which the person took part.</param>
/// <param name="Timeline">Entries of the timeline about the person.</param>
/// <param name="Changes">What was changed about the person, from the audit log.</param>
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
    /// <summary>What it was: call, meeting, email or note.</summary>
    public string Type { get; init; } = "";

    /// <summary>Its subject line.</summary>
    public string? Subject { get; init; }

    /// <summary>What was written down about it.</summary>
    public string? Notes { get; init; }
    public DateTimeOffset OccurredAt { get; init; }
}

public sealed class ExportPersonalDataEntry
{
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>What happened, as a type of the timeline.</summary>
    public string Type { get; init; } = "";
    public string Title { get; init; } = "";
}

public sealed class ExportPersonalDataChange
{
    public DateTimeOffset At { get; init; }
    public string Actor { get; init; } = "";

    /// <summary>What was done: created, changed, merged and so on.</summary>
    public string Action { get; init; } = "";

    /// <summary>The fields that changed, as they were.</summary>
    public string? Before { get; init; }

    /// <summary>The fields that changed, as they became.</summary>
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
