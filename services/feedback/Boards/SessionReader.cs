using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Boards;

/// <summary>Reads the sessions of a board with attendance and homework.</summary>
internal static class SessionReader
{
    internal static async Task<IReadOnlyList<SessionResponse>> ReadAsync(
        Database database,
        Guid board,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        var sessions = await database.QueryAsync<Row>(Sessions, new { board }, ct);
        var homework = (
            await database.QueryAsync<HomeworkResponse>(Homework, new { board, calendar.Today }, ct)
        ).ToLookup(h => h.SessionId);
        return
        [
            .. sessions.Select(s => new SessionResponse(
                s.Id,
                board,
                s.HeldOn,
                s.Topic,
                s.Agenda,
                s.Minutes,
                s.Attended,
                s.Missed,
                s.Attended + s.Missed == 0 ? null : decimal.Round((decimal)s.Attended / (s.Attended + s.Missed), 4),
                [.. homework[s.Id]]
            )),
        ];
    }

    internal sealed class Row
    {
        public Guid Id { get; init; }
        public DateOnly HeldOn { get; init; }
        public string Topic { get; init; } = "";
        public string? Agenda { get; init; }
        public string? Minutes { get; init; }
        public int Attended { get; init; }
        public int Missed { get; init; }
    }

    internal const string Sessions = """
        select s.id, s.held_on, s.topic, s.agenda, s.minutes, (select count(*)::int from board_attendance t
            where t.session_id = s.id and t.attended) as attended,
               (select count(*)::int from board_attendance t where t.session_id = s.id and not t.attended) as missed
        from board_session s where s.board_id = @board order by s.held_on desc, s.id
        """;

    internal const string Homework = """
        select h.id, h.session_id, h.member_id, h.owner, h.text, h.due_on, h.done_on, h.result, h.done_on is null
            and h.due_on < @Today as overdue
        from board_homework h join board_session s on s.id = h.session_id where s.board_id = @board
            order by h.due_on, h.id
        """;
}
