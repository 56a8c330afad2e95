namespace Platform.Renewals.WarRooms;

internal static class WarRoomEndpoints
{
    public static void MapWarRooms(this IEndpointRouteBuilder v1)
    {
        var rooms = v1.MapGroup("/war-rooms").WithTags("Risks");
        OpenWarRoom.Map(rooms);
        ListWarRooms.Map(rooms);
        GetWarRoom.Map(rooms);
        ListWarRoomMeetings.Map(rooms);
        MeetWarRoomCriterion.Map(rooms);
        HoldWarRoomMeeting.Map(rooms);
        CloseWarRoom.Map(rooms);
    }
}
