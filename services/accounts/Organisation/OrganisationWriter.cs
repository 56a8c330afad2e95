using Platform.Accounts.Audit;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Organisation;

/// <summary>Changes the organisation's row, with its traces: version, audit log, event.</summary>
internal sealed class OrganisationWriter(Database database, AuditLog audit)
{
    // All versions are told in order: they belong to one aggregate.
    private static readonly Guid Key = new("0193c0de-0000-7000-8000-00000009a000");

    /// <param name="expected">The version that the caller saw; null: any.</param>
    /// <param name="update">The assignments, after <c>set</c>.</param>
    /// <param name="arguments">Their values.</param>
    /// <param name="action">What was done, for the audit log.</param>
    /// <exception cref="ProblemException">412 where another person changed it in the meantime.</exception>
    public async Task<OrganisationResponse> WriteAsync(
        int? expected,
        string update,
        object arguments,
        string action,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var before = (await work.SingleOrDefaultAsync<OrganisationRow>($"{OrganisationRow.Read} for update"))!;
        if (expected is { } version && version != before.Version)
            throw ETags.LostUpdate("organisation", version, before.Version, before.ToResponse()).ToException();
        await work.ExecuteAsync($"update organisation_setting set {update}, version = version + 1", arguments);
        var after = (await work.SingleOrDefaultAsync<OrganisationRow>(OrganisationRow.Read))!.ToResponse();
        await audit.WriteAsync(
            work,
            new AuditEntry(action, "organisation", Guid.Empty, null, before.ToResponse(), after)
        );
        await EnqueueAsync(work, after);
        await work.CommitAsync();
        return after;
    }

    /// <summary>Tells the organisation as this transaction sees it.</summary>
    public static Task EnqueueAsync(UnitOfWork work, OrganisationResponse now) =>
        work.EnqueueAsync(new OrganisationChanged(now.Version, now.Name, now.Locale, now.Logo is not null), Key);
}
