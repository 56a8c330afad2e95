using System.Text.Json;
using Platform.Contracts;
using Platform.Rules;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.InApp;

/// <summary>Checks and changes messages.</summary>
internal sealed class MessageWriter(Database database, LiveInApp live)
{
    /// <returns>What is wrong with a definition, or null.</returns>
    public static Problem? ProblemOf(MessageDefinition definition)
    {
        var errors = MessageRules.ErrorsOf(definition);
        if (errors.Count > 0)
            return Problem.Invalid(errors);
        return definition.Audience is { } rule && !Rule.TryParse(rule, AudienceAttributes.All, out _, out var error)
            ? InAppProblems.InvalidAudience(error)
            : null;
    }

    public static string Write(MessageDefinition definition) =>
        JsonSerializer.Serialize(definition, ContractJson.Options);

    /// <summary>Changes a message under its row lock.</summary>
    /// <param name="id">The message.</param>
    /// <param name="expected">The version that the caller saw; null: any.</param>
    /// <param name="changeAsync">Writes what changes besides the version.</param>
    /// <param name="ct">Ends it early.</param>
    public async Task<(MessageResponse? Changed, Problem? Refused)> ChangeAsync(
        Guid id,
        int? expected,
        Func<UnitOfWork, MessageRow, Task<Problem?>> changeAsync,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (await FindAsync(work, id, " for update") is not { } row)
            return (null, Problem.NotFound("message", id));
        if (expected is { } version && version != row.Version)
            return (null, ETags.LostUpdate("message", version, row.Version, MessageResponse.From(row)));
        if (await changeAsync(work, row) is { } refused)
            return (null, refused);
        await work.ExecuteAsync("update message set version = version + 1 where id = @id", new { id });
        var changed = MessageResponse.From((await FindAsync(work, id))!);
        await live.ChangeAsync(work);
        await work.CommitAsync();
        return (changed, null);
    }

    public static Task<MessageRow?> FindAsync(UnitOfWork work, Guid id, string lockRow = "") =>
        work.SingleOrDefaultAsync<MessageRow>($"{MessageRow.Select} where id = @id{lockRow}", new { id });

    public Task<MessageRow?> FindAsync(Guid id, CancellationToken ct) =>
        database.SingleOrDefaultAsync<MessageRow>($"{MessageRow.Select} where id = @id", new { id }, ct);
}
