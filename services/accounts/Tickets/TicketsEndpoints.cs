using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tickets;

internal static class TicketsEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var accounts = app.MapGroup("/v1/accounts").RequireArea("accounts").WithTags("Accounts");
        PutTicket.Map(accounts);
        ListTickets.Map(accounts);
        SummariseTickets.Map(accounts);
    }
}
