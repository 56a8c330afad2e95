namespace Platform.Feedback.Boards;

/// <summary>The routes of this folder.</summary>
internal static class BoardEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var boards = v1.MapGroup("/boards").WithTags("Boards");
        CreateBoard.Map(boards);
        ListBoards.Map(boards);
        GetBoard.Map(boards);
        AddBoardMember.Map(boards);
        RemoveBoardMember.Map(boards);
        CreateBoardSession.Map(boards);
        ListBoardSessions.Map(boards);
        RecordAttendance.Map(boards);
        AssignHomework.Map(boards);
        FinishHomework.Map(boards);
    }
}
