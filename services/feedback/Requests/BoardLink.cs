using Platform.Feedback.Links;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Requests;

/// <summary>Opens the board behind a customer's link.</summary>
internal static class BoardLink
{
    public static async Task<(OpenBoard? Board, LinkRefusal? Refusal)> OpenAsync(
        string token,
        LinkSigner links,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var (state, id) = await links.ReadAsync(LinkKind.Board, token, ct);
        if (state != LinkState.Good)
            return (null, state == LinkState.Expired ? LinkRefusal.Expired : LinkRefusal.NotOurs);
        var board = await database.SingleOrDefaultAsync<OpenBoard>(Find, new { id }, ct);
        if (board is null)
            return (null, LinkRefusal.NotOurs);
        return board.RevokedAt is not null || clock.GetUtcNow() > board.ExpiresAt
            ? (null, LinkRefusal.Expired)
            : (board, null);
    }

    private const string Find = """
        select l.id as link_id, l.account_id, a.name as account, l.expires_at, l.revoked_at from board_link l
            join account_copy a on a.account_id = l.account_id where l.id = @id
        """;
}
