using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Features;

/// <param name="Core">Counts for breadth and adoption. Left out: stays as it is, and false for a new one.</param>
/// <param name="Premium"> Belongs to a higher tier: attempts at it are a sign of expansion. Left out: stays as it is,
/// and false for a new one.
/// </param>
public sealed record PutFeatureRequest(bool? Core, bool? Premium);

/// <summary>
/// <c>PUT /v1/features/{name}</c>: describes a feature, new or met in events; operations, managers and keys with the
/// scope only, for the catalogue is everybody's. Scores follow with the daily rescoring, or when the account next does
/// something.
/// </summary>
public static class PutFeature
{
    public static void Map(IEndpointRouteBuilder features) =>
        features
            .MapPut("/{name}", HandleAsync)
            .WithName(nameof(PutFeature))
            .RequireRoles(Roles.Ops, Roles.Manager, Roles.Partner);

    private static async Task<Results<Ok<FeatureResponse>, ProblemHttpResult>> HandleAsync(
        string name,
        PutFeatureRequest request,
        Database database,
        CancellationToken ct
    )
    {
        if (name.Length > 100 || name.Any(char.IsControl))
            return Problem.Invalid("name", "is no text of 1 to 100 characters").ToResult();
        await using var work = await database.BeginAsync(ct);
        var args = new
        {
            Name = name,
            request.Core,
            request.Premium,
        };
        var changed = await work.SingleOrDefaultAsync<FeatureRow>(Upsert, args)
            ?? await work.SingleOrDefaultAsync<FeatureRow>(Find, args);
        await work.CommitAsync();
        return TypedResults.Ok(
            new FeatureResponse(changed!.Name, changed.Core, changed.Premium, changed.Declared, changed.Version)
        );
    }

    private const string Find = "select name, core, premium, declared, version from feature where name = @Name";

    private const string Upsert = """
        insert into feature as f (name, core, premium, declared)
            values (@Name, coalesce(@Core, false), coalesce(@Premium, false), true)
        on conflict (name) do update
        set core = coalesce(@Core, f.core), premium = coalesce(@Premium, f.premium), declared = true,
            version = f.version + 1
        where (f.core, f.premium, f.declared) is distinct
            from (coalesce(@Core, f.core), coalesce(@Premium, f.premium), true)
        returning name, core, premium, declared, version
        """;
}
