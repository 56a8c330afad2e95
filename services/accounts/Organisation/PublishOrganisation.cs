using Platform.Accounts.People;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Organisation;

/// <summary>Tells the organisation and the people who have not been told with their names, when the service starts: for
/// services that came later.</summary>
internal sealed class PublishOrganisation(Database database, ILogger<PublishOrganisation> logger)
    : PeriodicBackgroundService(TimeSpan.FromSeconds(5), logger)
{
    protected override async Task TurnAsync(CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var row = (await work.SingleOrDefaultAsync<OrganisationRow>($"{OrganisationRow.Read} for update"))!;
        await OrganisationWriter.EnqueueAsync(work, row.ToResponse());
        await PeopleEvents.EnqueueUntoldAsync(work);
        await work.CommitAsync();
    }

    protected override Task RestAsync(CancellationToken ct) => ForeverAsync(ct);
}
