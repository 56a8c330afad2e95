using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.Risks;

/// <summary>A champion or sponsor who leaves, or gives up the role, is a risk at once.</summary>
public sealed class OpenRiskOnChampionLeft(RiskOpener risks) : IEventHandler<ContactLeft>, IEventHandler<ContactChanged>
{
    private static readonly string[] Watched = ["champion", "executive_sponsor", "economic_buyer"];

    public Task HandleAsync(ContactLeft domainEvent, UnitOfWork work, CancellationToken ct) =>
        OpenAsync(work, domainEvent.AccountId, domainEvent.ContactId, domainEvent.Roles, "left the customer");

    public Task HandleAsync(ContactChanged domainEvent, UnitOfWork work, CancellationToken ct) =>
        OpenAsync(
            work,
            domainEvent.AccountId,
            domainEvent.ContactId,
            domainEvent.PreviousRoles.Except(domainEvent.Contact.Roles, StringComparer.Ordinal),
            "gave up the role"
        );

    private async Task OpenAsync(UnitOfWork work, Guid account, Guid contact, IEnumerable<string> roles, string what)
    {
        if (roles.FirstOrDefault(r => Watched.Contains(r)) is not { } role)
            return;
        await risks.OpenAsync(
            work,
            new RiskCause(
                account,
                "champion_turnover",
                $"contact:{contact}",
                $"The {role.Replace('_', ' ')} {what}",
                contact
            )
        );
    }
}
