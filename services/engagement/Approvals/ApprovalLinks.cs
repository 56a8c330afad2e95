using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Approvals;

/// <summary>Links by which one person decides one approval from a mail, once. Only a link's hash is kept.</summary>
public sealed class ApprovalLinks(Database database, ApprovalDecisions decisions, TimeProvider clock)
{
    private const int SecretBytes = 32;
    private static readonly TimeSpan Life = TimeSpan.FromDays(3);

    /// <returns>The page's path, shown this once, and until when it works.</returns>
    public static async Task<(string Path, DateTimeOffset ExpiresAt)> IssueAsync(
        UnitOfWork work,
        Guid approvalId,
        string person,
        string role
    )
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var expiresAt = work.Context.Now + Life;
        await work.ExecuteAsync(
            Insert,
            new
            {
                Hash = HashOf(token),
                approvalId,
                person,
                role,
                expiresAt,
            }
        );
        return ($"/approve/{token}", expiresAt);
    }

    /// <summary>What the link shows; null where it is none of ours, was used, or is too old.</summary>
    public async Task<ApprovalResponse?> OpenAsync(string token, CancellationToken ct)
    {
        var row = await database.SingleOrDefaultAsync<ApprovalRow>(
            $"{ApprovalRow.Select} where id = (select approval_id from approval_link {Good})",
            new { Hash = HashOf(token), Now = clock.GetUtcNow() },
            ct
        );
        return row is null ? null : ApprovalResponse.Of(row);
    }

    /// <summary>Decides as the person that the link was made for; the link works no more then.</summary>
    /// <returns>Null where the link does not work.</returns>
    /// <exception cref="ProblemException">As with any decision; the link then still works.</exception>
    public async Task<ApprovalResponse?> DecideAsync(string token, ApprovalDecision decision, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var link = await work.SingleOrDefaultAsync<LinkRow>(
            $"select approval_id, person, role from approval_link {Good} for update",
            new { Hash = HashOf(token), work.Context.Now }
        );
        if (link is null)
            return null;
        var caller = new Caller(link.Person, link.Role, new HashSet<string>(StringComparer.Ordinal));
        var (approval, problem) = await decisions.DecideAsync(work, link.ApprovalId, decision, caller);
        if (problem is null)
            await work.ExecuteAsync(
                "update approval_link set used_at = @Now where token_hash = @Hash",
                new { Hash = HashOf(token), work.Context.Now }
            );
        await work.CommitAsync();
        return problem is null ? approval : throw problem.ToException();
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private sealed class LinkRow
    {
        public Guid ApprovalId { get; init; }
        public string Person { get; init; } = "";
        public string Role { get; init; } = "";
    }

    private const string Good = "where token_hash = @Hash and used_at is null and expires_at > @Now";

    private const string Insert = """
        insert into approval_link (token_hash, approval_id, person, role, expires_at)
        values (@Hash, @approvalId, @person, @role, @expiresAt)
        """;
}
