using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Email;

/// <param name="IsConfigured">False: there is no mail server, and nothing leaves.</param>
/// <param name="Waiting">Mails that wait to go out.</param>
/// <param name="OldestAt">When the oldest of them was written.</param>
/// <param name="LastError">What the mail server said last about one of them.</param>
public sealed record GetEmailStatusResponse(
    bool IsConfigured,
    int Waiting,
    DateTimeOffset? OldestAt,
    string? LastError
);

public static class GetEmailStatus
{
    public static void Map(IEndpointRouteBuilder emails) =>
        emails
            .MapGet("/status", HandleAsync)
            .WithName(nameof(GetEmailStatus))
            .WithDescription("Whether mail goes out, and what waits.");

    private static async Task<Ok<GetEmailStatusResponse>> HandleAsync(
        Database database,
        IOptions<EmailOptions> options,
        CancellationToken ct
    )
    {
        var waiting = await database.SingleOrDefaultAsync<Row>(Count, ct: ct);
        return TypedResults.Ok(
            new GetEmailStatusResponse(
                options.Value.IsConfigured,
                waiting!.Waiting,
                waiting.OldestAt,
                waiting.LastError
            )
        );
    }

    private sealed class Row
    {
        public int Waiting { get; init; }
        public DateTimeOffset? OldestAt { get; init; }
        public string? LastError { get; init; }
    }

    private const string Count = """
        select count(*)::int as waiting, min(created_at) as oldest_at,
            (select last_error from email_message where state = 'intended' and last_error is not null
                order by next_attempt_at desc limit 1) as last_error
        from email_message where state = 'intended'
        """;
}
