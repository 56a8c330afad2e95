using Platform.ServiceKit.Data;

namespace Platform.Renewals.WarRooms;

/// <summary>Reads war rooms with their exit criteria.</summary>
internal static class WarRoomReader
{
    internal static async Task<WarRoomResponse?> ReadAsync(UnitOfWork work, Guid id)
    {
        var room = await work.SingleOrDefaultAsync<WarRoomResponse>($"{Select} where w.id = @id", new { id });
        if (room is not null)
            room.Criteria = await work.QueryAsync<WarRoomCriterionResponse>(
                "select id, criterion, met_on, met_by, evidence from war_room_criterion where war_room_id = @id "
                    + "order by position",
                new { id }
            );
        return room;
    }

    internal const string Select = """
        select w.id, w.account_id, w.owner, w.purpose, w.rhythm_days, w.opened_at, w.closed_at, w.version,
               (select max(held_on) from war_room_meeting m where m.war_room_id = w.id) as last_meeting_on
        from war_room w
        """;
}
