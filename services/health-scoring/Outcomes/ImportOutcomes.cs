using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Outcomes;

/// <param name="Outcomes">What became of accounts: kept, lost and so on, each with its day.</param>
public sealed record ImportOutcomesRequest(
    [Required, MaxLength(ImportOutcomes.MostRows)] IReadOnlyList<OutcomeToImport> Outcomes
);

/// <param name="Taken">Outcomes that were recorded.</param>
/// <param name="Refused">Those that were not, each with its reason.</param>
public sealed record ImportOutcomesResponse(int Taken, IReadOnlyList<RefusedOutcome> Refused);

/// <summary><c>POST /v1/predictions/outcomes</c>: outcomes from before this platform, or from elsewhere. The good rows
/// are taken, the others answered one by one; the same rows again change nothing.</summary>
public static class ImportOutcomes
{
    public const int MostRows = 20_000;

    private static readonly DateOnly Earliest = new(2000, 1, 1);

    public static void Map(IEndpointRouteBuilder predictions) =>
        predictions
            .MapPost("/outcomes", HandleAsync)
            .WithName(nameof(ImportOutcomes))
            .RequireRoles(Roles.Ops, Roles.Manager);

    internal static async Task<Ok<ImportOutcomesResponse>> HandleAsync(
        ImportOutcomesRequest request,
        AccountDirectory accounts,
        Database database,
        UsageCalendar calendar,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var refused = new List<RefusedOutcome>();
        string[] names = [.. request.Outcomes.Select(o => o.Account ?? "").Distinct(StringComparer.Ordinal)];
        var ids = await accounts.FindAsync([.. names.Select(Encoding.UTF8.GetBytes)], ct);
        var found = names.Zip(ids).ToDictionary(n => n.First, n => n.Second, StringComparer.Ordinal);
        var (known, kinds, days) = (new List<Guid>(), new List<string>(), new List<DateOnly>());
        for (var i = 0; i < request.Outcomes.Count; i++)
        {
            var row = request.Outcomes[i];
            var kind = OutcomeKinds.Parse(row.Outcome ?? "");
            var isDay = DateOnly.TryParseExact(
                row.DecidedOn,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            );
            var account = found[row.Account ?? ""];
            if (account is null)
                refused.Add(new(i, "account", $"'{row.Account}' is no known account: an id, or source:externalId"));
            if (kind is null)
                refused.Add(new(i, "outcome", $"'{row.Outcome}' is none of {string.Join(", ", OutcomeKinds.All)}"));
            if (!isDay)
                refused.Add(new(i, "decidedOn", $"'{row.DecidedOn}' is no day: yyyy-MM-dd"));
            else if (day < Earliest)
                refused.Add(new(i, "decidedOn", $"{row.DecidedOn} is before {Earliest:yyyy-MM-dd}: check the date"));
            else if (day > calendar.Today)
                refused.Add(new(i, "decidedOn", $"{row.DecidedOn} is not past: an outcome is decided"));
            if (account is not { } id || kind is null || !isDay || day < Earliest || day > calendar.Today)
                continue;
            known.Add(id);
            kinds.Add(kind);
            days.Add(day);
        }

        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            Upsert,
            new
            {
                Ids = known.ToArray(),
                Kinds = kinds.ToArray(),
                Days = days.ToArray(),
                At = clock.GetUtcNow(),
            }
        );
        await work.CommitAsync();
        return TypedResults.Ok(new ImportOutcomesResponse(known.Count, refused));
    }

    /// <summary>An imported outcome is known by its account and day: a file with a corrected kind corrects
    /// it.</summary>
    private const string Upsert = """
        insert into outcome as o (account_id, source, reference, kind, decided_on, recorded_at)
        select distinct on (r.id, r.day) r.id, 'import', r.day::text, r.kind, r.day, @At
            from unnest(@Ids, @Kinds, @Days) as r (id, kind, day)
        on conflict (account_id, source, reference) do update
            set kind = excluded.kind, recorded_at = excluded.recorded_at where o.kind <> excluded.kind
        """;
}
