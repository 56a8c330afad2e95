using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Sharing;

/// <summary>
/// The one way in for a customer: the secret gives the link, the link gives the one plan. Whatever else a request names
/// (a step, a claim) is looked for within that plan only. Each access is recorded, a refused one too.
/// </summary>
public sealed class ShareLinkAuthorizer(Database database, TimeProvider clock)
{
    private const int LongestToken = 64;

    /// <returns>Null where no such link is or it is over: to the outside it is the same.</returns>
    public async Task<ActiveShareLink?> OpenAsync(
        string token,
        string action,
        Guid? subjectId,
        HttpRequest request,
        CancellationToken ct
    )
    {
        if (token.Length is 0 or > LongestToken)
            return null;
        if (
            await database.SingleOrDefaultAsync<ActiveShareLink>(Find, new { Hash = ShareToken.Hash(token) }, ct)
            is not { } link
        )
            return null;
        var refused =
            link.RevokedAt is not null ? "revoked"
            : link.ExpiresAt <= clock.GetUtcNow() ? "expired"
            : null;
        var agent = request.Headers.UserAgent.ToString();
        // HEAD shows nothing, so it is no access.
        if (HeadRequests.IsHead(request.HttpContext))
            return refused is null ? link : null;
        link.AccessId = Guid.CreateVersion7();
        await database.ExecuteAsync(
            Record,
            new
            {
                Id = link.AccessId,
                LinkId = link.Id,
                At = clock.GetUtcNow(),
                action,
                subjectId,
                refused,
                Agent = agent.Length == 0
                    ? null
                    : agent[..Math.Min(agent.Length, 300)].Replace("\0", "", StringComparison.Ordinal),
            },
            ct
        );
        return refused is null ? link : null;
    }

    /// <summary>The link was good, what was tried with it was not: an attempt, no access.</summary>
    public Task RecordRefusalAsync(ActiveShareLink link, string why, CancellationToken ct) =>
        database.ExecuteAsync(
            "update share_access set refused = @why where id = @AccessId",
            new { link.AccessId, why },
            ct
        );

    /// <returns>True where what was asked for does not exist for the link.</returns>
    public async Task<bool> RecordRefusalAsync(ActiveShareLink link, Problem problem, CancellationToken ct)
    {
        var isNotThere = problem.Status == StatusCodes.Status404NotFound;
        await RecordRefusalAsync(link, isNotThere ? "not_found" : "not_possible", ct);
        return isNotThere;
    }

    /// <summary>Who acts through the link, for the plan's history.</summary>
    public static string ActorOf(ActiveShareLink link) => $"link:{link.Id}";

    private const string Find = """
        select l.id, l.plan_id, p.account_id, l.contact_id, c.name as contact_name, l.expires_at, l.revoked_at
        from share_link l join plan p on p.id = l.plan_id left join contact_copy c on c.contact_id = l.contact_id
        where l.token_hash = @Hash
        """;

    private const string Record =
        "insert into share_access (id, link_id, at, action, subject_id, refused, agent) values (@Id, @LinkId, "
        + "@At, @action, @subjectId, @refused, @Agent)";
}
