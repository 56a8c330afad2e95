using System.Text.Json;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Audit;

/// <summary>Tells the second of two people who edited the same thing what the first one did.</summary>
public static class LostUpdates
{
    /// <summary>The 412, with each change since the version that the caller saw: who, when, and the fields before and after.</summary>
    public static async Task<Problem> DescribeAsync(Work work, string what, Guid subjectId, int expected, int current)
    {
        var changes = await work.QueryAsync<Change>(ReadChanges, new { subjectId, expected });
        return ETags.LostUpdate(what, expected, current, changes.Select(change => new
        {
            change.Version,
            change.At,
            change.Actor,
            Before = change.Before is null ? (JsonElement?)null : JsonSerializer.Deserialize<JsonElement>(change.Before),
            After = change.After is null ? (JsonElement?)null : JsonSerializer.Deserialize<JsonElement>(change.After),
        }));
    }

    private sealed class Change
    {
        public int Version { get; init; }
        public DateTimeOffset At { get; init; }
        public string Actor { get; init; } = "";
        public string? Before { get; init; }
        public string? After { get; init; }
    }

    private const string ReadChanges = """
        select version, at, actor, before::text as before, after::text as after from audit_entry
        where subject_id = @subjectId and version > @expected order by seq limit 50
        """;
}
