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
    public async Task<OpenLink?> OpenAsync(
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
            await database.SingleOrDefaultAsync<OpenLink>(Find, new { Hash = ShareToken.Hash(token) }, ct)
            is not { } link
        )
            return null;
        var refused =
            link.RevokedAt is not null ? "revoked"
            : link.ExpiresAt <= clock.GetUtcNow() ? "expired"
            : null;
        var agent = request.Headers.UserAgent.ToString();
        // Whoever only asks whether it is there has seen nothing.
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
    public Task RefusedAsync(OpenLink link, string why, CancellationToken ct) =>
        database.ExecuteAsync(
            "update share_access set refused = @why where id = @AccessId",
            new { link.AccessId, why },
            ct
        );

    /// <summary>True while it may be used; for a stream that lasts.</summary>
    public Task<bool> IsGoodAsync(Guid linkId, CancellationToken ct) =>
        database.ScalarAsync<bool>(
            "select exists (select from share_link where id = @linkId and revoked_at is null and expires_at > @Now)",
            new { linkId, Now = clock.GetUtcNow() },
            ct
        );

    /// <summary>Who acts through the link, for the plan's history.</summary>
    public static string ActorOf(OpenLink link) => $"link:{link.Id}";

    private const string Find = """
        select l.id, l.plan_id, p.account_id, l.contact_id, c.name as contact_name, l.expires_at, l.revoked_at
        from share_link l join plan p on p.id = l.plan_id left join contact_copy c on c.contact_id = l.contact_id
        where l.token_hash = @Hash
        """;

    private const string Record =
        "insert into share_access (id, link_id, at, action, subject_id, refused, agent) values (@Id, @LinkId, "
        + "@At, @action, @subjectId, @refused, @Agent)";
}
