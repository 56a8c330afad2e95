using Platform.Accounts.Accounts;
using Platform.Accounts.Calendar;
using Platform.Accounts.Handovers;
using Platform.Accounts.Team;
using Platform.Accounts.Timeline;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Kickoffs;

/// <summary>
/// The moment a deal closes: CSM and onboarding manager are assigned to who has most room, the sales-to-CS
/// transition is opened as a hand-over, and the kickoff clock starts.
/// </summary>
public sealed class AssignOwnersOnContractSigned(
    OwnerWriter owners,
    HandoverProposals handovers,
    TimelineWriter timeline,
    RequestContext surroundings
) : IEventHandler<ContractSigned>
{
    /// <summary>Business days from signature to kickoff.</summary>
    public const int KickoffDays = 4;

    public async Task HandleAsync(ContractSigned signed, UnitOfWork work, CancellationToken ct)
    {
        var account = (await AccountReader.LockAsync(work, [signed.AccountId])).GetValueOrDefault(signed.AccountId)
            ?? throw new InvalidOperationException(
                $"Account {signed.AccountId} of contract {signed.Number} is not known yet."
            );
        var calendar = await CalendarStore.ReadAsync(work);
        var due = calendar.Add(signed.SignedOn, KickoffDays);
        await work.ExecuteAsync(
            """
            insert into kickoff (contract_id, account_id, signed_on, due_on, opened_at) values (@ContractId,
                @AccountId, @SignedOn, @due, @Now)
            on conflict do nothing
            """,
            new
            {
                signed.ContractId,
                signed.AccountId,
                signed.SignedOn,
                due,
                surroundings.Now,
            }
        );
        await timeline.AppendAsync(
            work,
            new TimelineEntry(
                signed.EventId,
                account.Id,
                signed.OccurredAt,
                "contract_signed",
                $"Contract {signed.Number} signed; kickoff due by {due:yyyy-MM-dd}",
                signed.ContractId
            )
            {
                Service = "renewals",
                Actor = signed.Actor,
            }
        );

        var current = (await AccountReader.WithDetailsAsync(work, [account]))[account.Id].Owners;
        await AssignAsync(work, account, OwnerRoles.Csm, current, signed.Arr.Amount);
        var onboarding = await AssignAsync(work, account, OwnerRoles.OnboardingManager, current, signed.Arr.Amount);
        await OpenTransitionAsync(work, account, current.GetValueOrDefault(OwnerRoles.AccountExecutive), onboarding);
    }

    private async Task<string?> AssignAsync(
        UnitOfWork work,
        Account account,
        string role,
        IReadOnlyDictionary<string, string> current,
        decimal arr
    )
    {
        if (current.TryGetValue(role, out var person))
            return person;
        var models = await BookReader.ModelsAsync(work);
        var chosen = Books.WithMostRoom(await BookReader.ReadAsync(work, role), account.Size, arr, models);
        if (chosen is null)
        {
            await timeline.AppendAsync(
                work,
                new TimelineEntry(
                    Guid.CreateVersion7(),
                    account.Id,
                    surroundings.Now,
                    "owner_missing",
                    $"Nobody of the team can become {role.Replace('_', ' ')}; assign someone"
                )
            );
            return null;
        }
        await owners.AssignAsync(work, new Assignment(account.Id, role, chosen.PersonId, "contract signed"));
        return chosen.PersonId;
    }

    private async Task OpenTransitionAsync(UnitOfWork work, Account account, string? executive, string? onboarding)
    {
        if (executive is null || onboarding is null)
            return;
        var open = await work.ScalarAsync<bool>(
            "select exists (select 1 from handover where account_id = @Id and to_role = @Role and status = 'proposed')",
            new { account.Id, Role = OwnerRoles.OnboardingManager }
        );
        if (open)
            return;
        await handovers.ProposeAsync(
            work,
            new Handover(
                Guid.CreateVersion7(),
                account.Id,
                OwnerRoles.AccountExecutive,
                OwnerRoles.OnboardingManager,
                executive,
                onboarding,
                Handover.Proposed,
                new HandoverBrief(null, null, null, null, null),
                HandoverRules.DefaultChecklist,
                surroundings.Actor,
                surroundings.Now,
                null,
                null,
                1
            )
            {
                ReplacesPersonId = onboarding,
            }
        );
    }
}
