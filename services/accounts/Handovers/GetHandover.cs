using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Accounts;
using Platform.Accounts.Contacts;
using Platform.Accounts.Portfolio;
using Platform.Accounts.Timeline;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Handovers;

public static class GetHandover
{
    private const int Interactions = 10;

    public static void Map(IEndpointRouteBuilder handovers) =>
        handovers
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetHandover))
            .WithDescription(
                "All that the receiver needs on one page: the brief, the account with its figures and contacts, "
                    + "the last interactions."
            );

    private static async Task<Results<Ok<HandoverPage>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var handover = await HandoverStore.FindAsync(database, id, ct);
        if (handover is null)
            return HandoverProblems.NotFound(id).ToResult();
        var account = (await AccountReader.FindAsync(database, handover.AccountId, ct))!;
        var figures = await PortfolioPages.OneAsync(database, handover.AccountId, ct);
        var contacts = await ContactReader.OfAccountAsync(database, handover.AccountId, ct);
        var interactions = await TimelinePages.ReadAsync(
            database,
            handover.AccountId,
            Activities.Activity.Types,
            null,
            null,
            new PageRequest(Interactions, null),
            ct
        );
        response.SetETag(handover.Version);
        return TypedResults.Ok(
            new HandoverPage(
                handover,
                AccountResponse.From(account),
                figures,
                contacts,
                interactions.Items,
                handover.Status == Handover.Proposed
                    ?
                    [
                        .. handover.Brief.Missing(),
                        .. handover.Checklist.Where(item => !item.Done).Select(item => item.Text),
                    ]
                    : []
            )
        );
    }
}
