using MassTransit;
using Platform.Contracts.Accounts;
using Platform.Contracts.HealthScoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.Risks;

/// <summary>A champion or sponsor who leaves, or gives up the role, is a risk at once.</summary>
public sealed class OpenRiskOnChampionLeft(Inbox inbox, RiskOpener risks)
    : IConsumer<ContactLeft>,
        IConsumer<ContactChanged>
{
    private static readonly string[] Watched = ["champion", "executive_sponsor", "economic_buyer"];

    public Task Consume(ConsumeContext<ContactLeft> context) =>
        inbox.OnceAsync(context, work =>
            OpenAsync(
                work,
                context.Message.AccountId,
                context.Message.ContactId,
                context.Message.Roles,
                "left the customer"
            )
        );

    public Task Consume(ConsumeContext<ContactChanged> context) =>
        inbox.OnceAsync(context, work =>
            OpenAsync(
                work,
                context.Message.AccountId,
                context.Message.ContactId,
                context.Message.PreviousRoles.Except(context.Message.Contact.Roles, StringComparer.Ordinal),
                "gave up the role"
            )
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
