using Grpc.Core;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Telemetry;

namespace Platform.SuccessPlans.Peers;

/// <summary>How many people of each account of a segment used the product in the last 28 days, asked of health
/// scoring.</summary>
internal sealed partial class SegmentUsage(
    Database database,
    IFeatureUseClient usage,
    OrganisationCalendar day,
    ILogger<SegmentUsage> logger
)
{
    public const string Metric = "active_users";
    private const int Days = 28;

    /// <returns>Accounts without any use are left out; none at all where scoring does not answer: a pack does
    /// without.</returns>
    public async Task<IReadOnlyDictionary<Guid, decimal>> OfAsync(string segment, CancellationToken ct)
    {
        var accounts = await database.QueryAsync<Guid>(
            $"select a.account_id {Benchmarks.Segment} order by a.account_id",
            new { segment },
            ct
        );
        if (accounts.Count == 0)
            return new Dictionary<Guid, decimal>();
        try
        {
            var use = await usage.AskAsync(
                [.. accounts.Select(id => new UseQuestion(id, day.Today.AddDays(1 - Days), day.Today))],
                [],
                ct
            );
            return use.Where(u => u.Whole is not null).ToDictionary(u => u.AccountId, u => (decimal)u.Whole!.Users);
        }
        catch (RpcException exception)
        {
            LogUnanswered(segment, exception.StatusCode, exception);
            return new Dictionary<Guid, decimal>();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Scoring did not tell the use of segment {Segment} ({Status}); the pack goes without it"
    )]
    private partial void LogUnanswered(string segment, StatusCode status, Exception exception);
}
