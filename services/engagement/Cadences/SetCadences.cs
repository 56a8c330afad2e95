using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Cadences;

/// <param name="Items">All of them: one that is left out ends.</param>
public sealed record SetCadencesRequest([Required] IReadOnlyList<Cadence> Items);

public static class SetCadences
{
    private static readonly string[] Motions = ["high_touch", "pooled", "tech_touch", "self_serve"];

    public static void Map(IEndpointRouteBuilder cadences) =>
        cadences
            .MapPut("/", HandleAsync)
            .WithName(nameof(SetCadences))
            .WithDescription("Sets the whole table; the next daily round goes by it.");

    private static async Task<Results<Ok<CadenceTable>, ProblemHttpResult>> HandleAsync(
        SetCadencesRequest request,
        HttpRequest http,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync("select from cadence_version for update");
        var current = await CadenceTable.ReadAsync(work);
        if (expected is { } version && version != current.Version)
            return ETags.LostUpdate("table of cadences", version, current.Version, current).ToResult();
        if (ErrorsOf(request) is { Count: > 0 } errors)
            return Problem.Invalid(errors).ToResult();
        await work.ExecuteAsync("delete from cadence");
        foreach (var cadence in request.Items)
            await work.ExecuteAsync(
                "insert into cadence (kind, motion, lifecycle, priority, every_days) "
                    + "values (@Kind, @Motion, @Lifecycle, @Priority, @EveryDays)",
                cadence
            );
        await work.ExecuteAsync(
            "update cadence_version set version = version + 1, changed_by = @By, changed_at = @Now",
            new { By = work.Context.Actor, work.Context.Now }
        );
        var changed = await CadenceTable.ReadAsync(work);
        await work.CommitAsync();
        response.SetETag(changed.Version);
        return TypedResults.Ok(changed);
    }

    private static Dictionary<string, string[]> ErrorsOf(SetCadencesRequest request)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (index, cadence) in request.Items.Index())
        {
            if (!CadenceKinds.All.Contains(cadence.Kind))
                errors[$"items[{index}].kind"] =
                [
                    $"'{cadence.Kind}' is none of: {string.Join(", ", CadenceKinds.All)}",
                ];
            if (!Motions.Contains(cadence.Motion, StringComparer.Ordinal))
                errors[$"items[{index}].motion"] = [$"'{cadence.Motion}' is none of: {string.Join(", ", Motions)}"];
            if (request.Items.Take(index).Any(other => (other.Kind, other.Motion) == (cadence.Kind, cadence.Motion)))
                errors[$"items[{index}]"] = [$"{cadence.Kind} of {cadence.Motion} stands there twice"];
        }

        return errors;
    }
}
