using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Attributes;
using Platform.Rules;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Segments;

/// <param name="Rule">In the language of segment rules: arr &gt;= 50_000 and health_band = 'red'.</param>
/// <param name="Show">How many of the accounts to show as examples.</param>
public sealed record PreviewSegmentRequest(string Rule, int Show = 20);

/// <param name="Matching">How many accounts the rule takes.</param>
/// <param name="Total">How many accounts there are.</param>
/// <param name="Accounts">The largest of those that the rule takes.</param>
public sealed record PreviewSegmentResponse(
    int Matching,
    int Total,
    decimal Arr,
    IReadOnlyList<PreviewSegmentAccount> Accounts
);

public sealed record PreviewSegmentAccount(Guid Id, string Name, decimal Arr, string? Band);

/// <summary>How many accounts a rule would take, and which, before anyone saves it.</summary>
public static class PreviewSegment
{
    public static void Map(IEndpointRouteBuilder segments) =>
        segments.MapPost("/preview", HandleAsync).WithName(nameof(PreviewSegment)).WithoutIdempotencyKey();

    internal static async Task<Results<Ok<PreviewSegmentResponse>, ProblemHttpResult>> HandleAsync(
        PreviewSegmentRequest request,
        Database database,
        SegmentMembership membership,
        CancellationToken ct
    )
    {
        var declared = await AttributeSchema.ReadAsync(database, ct);
        if (!Rule.TryParse(request.Rule ?? "", SegmentAttributes.All(declared), out var rule, out var error))
            return SegmentProblems.InvalidRule(error).ToResult();
        if (request.Show is < 0 or > 200)
            return Problem.Invalid("show", $"'{request.Show}' is not from 0 to 200").ToResult();

        await using var work = await database.BeginAsync(ct);
        var today = await membership.TodayAsync(work);
        var (total, arr, matching) = (0, 0m, new List<PreviewSegmentAccount>());
        await foreach (var page in membership.PagesAsync(work, declared))
        {
            total += page.Count;
            foreach (var account in page.Where(account => rule.Matches(account, today)))
            {
                arr += account.Arr;
                matching.Add(new PreviewSegmentAccount(account.Id, account.Name, account.Arr, account.Band));
            }
        }
        var largest = matching.OrderByDescending(account => account.Arr).ThenBy(account => account.Id);
        return TypedResults.Ok(new PreviewSegmentResponse(matching.Count, total, arr, [.. largest.Take(request.Show)]));
    }
}
