using Platform.ServiceKit.Data;

namespace Platform.Feedback.Boards;

/// <summary>Reads a board with its members, current and former.</summary>
internal static class BoardReader
{
    internal static async Task<BoardResponse?> ReadAsync(Database database, Guid id, CancellationToken ct)
    {
        var board = await database.SingleOrDefaultAsync<(string Kind, string Name, string Purpose, int Version)?>(
            "select kind, name, purpose, version from board where id = @id",
            new { id },
            ct
        );
        if (board is not { } found)
            return null;
        var members = await database.QueryAsync<BoardMember>(Members, new { id }, ct);
        return new BoardResponse(
            id,
            found.Kind,
            found.Name,
            found.Purpose,
            members,
            Board.Warnings(found.Kind, members.Count(m => m.LeftOn is null)),
            found.Version
        );
    }

    internal const string Members = """
        select m.id, m.account_id, a.name as account, m.contact_id, c.name as contact, c.seniority, m.joined_on,
            m.left_on,
               (select count(*)::int from board_attendance t
                   where t.member_id = m.id and t.attended) as sessions_attended,
               (select count(*)::int from board_attendance t
                   where t.member_id = m.id and not t.attended) as sessions_missed
        from board_member m
        left join account_copy a on a.account_id = m.account_id
        left join contact_copy c on c.contact_id = m.contact_id
        where m.board_id = @id order by m.joined_on, m.id
        """;
}
