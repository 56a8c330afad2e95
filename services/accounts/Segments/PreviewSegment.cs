using Platform.Accounts.Attributes;
using Platform.Accounts.Segments.Rules;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Segments;

/// <param name="Rule">In the language of segment rules: arr &gt;= 50_000 and health_band = 'red'.</param>
/// <param name="Show">How many of the accounts to show as examples.</param>
public sealed record PreviewSegmentRequest(string Rule, int Show = 20);

/// <summary>How many accounts a rule would take, and which, before anyone saves it.</summary>
public static class PreviewSegment
{
    public static void Map(IEndpointRouteBuilder segments)
    {
        segments
            .MapPost("/preview", HandleAsync)
            .WithName(nameof(PreviewSegment))
            .WithoutIdempotencyKey()
            .Produces<SegmentPreview>();
        segments
            .MapGet("/attributes", AttributesAsync)
            .WithName("ListSegmentAttributes")
            .WithDescription("What a segment's rule may ask about, with each one's type.");
    }

    internal static async Task<IResult> HandleAsync(
        PreviewSegmentRequest request,
        Database database,
        SegmentMembership membership,
        CancellationToken ct
    )
    {
        var declared = await AttributeSchema.ReadAsync(database, ct);
        if (!SegmentRule.TryParse(request.Rule ?? "", SegmentAttributes.All(declared), out var rule, out var error))
            return SegmentProblems.InvalidRule(error).ToResult();
        if (request.Show is < 0 or > 200)
            return Problem.Invalid("show", $"'{request.Show}' is not from 0 to 200").ToResult();

        await using var work = await database.BeginAsync(ct);
        var today = await membership.TodayAsync(work);
        var (total, arr, matching) = (0, 0m, new List<PreviewedAccount>());
        await foreach (var page in membership.PagesAsync(work, declared))
        {
            total += page.Count;
            foreach (var account in page.Where(account => rule.Matches(account, today)))
            {
                arr += account.Arr;
                matching.Add(new PreviewedAccount(account.Id, account.Name, account.Arr, account.Band));
            }
        }
        return TypedResults.Ok(
            new SegmentPreview(
                matching.Count,
                total,
                arr,
                [.. matching.OrderByDescending(account => account.Arr).ThenBy(account => account.Id).Take(request.Show)]
            )
        );
    }

    private static async Task<IResult> AttributesAsync(Database database, CancellationToken ct) =>
        TypedResults.Ok(new { items = SegmentAttributes.All(await AttributeSchema.ReadAsync(database, ct)).Values });
}
