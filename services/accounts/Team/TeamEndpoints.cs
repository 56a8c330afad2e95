using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Team;

internal static class TeamEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var team = app.MapGroup("/v1/team").RequireArea("accounts").WithTags("Team");
        ListTeamMembers.Map(team);
        PutTeamMember.Map(team);
        GetBooks.Map(team);
        WhatIfBookMoved.Map(team);
        MoveBook.Map(team);
        ListCoverageModels.Map(team);
        PutCoverageModel.Map(team);
        ProposeOwner.Map(app.MapGroup("/v1/accounts").RequireArea("accounts").WithTags("Accounts"));
    }
}
