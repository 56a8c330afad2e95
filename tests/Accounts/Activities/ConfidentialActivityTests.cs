using System.Net;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Activities;

public sealed class ConfidentialActivityTests(AccountsUnderTest service)
{
    private const string Secret = "Their CFO is about to leave";

    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Theory]
    [InlineData(Roles.Csm, "owner", true)]
    [InlineData(Roles.Csm, "another", false)]
    [InlineData(Roles.Manager, "manager", true)]
    [InlineData(Roles.Executive, "executive", true)]
    [InlineData(Roles.Partner, "key:1", false)]
    public async Task Everyone_inside_reads_activities_except_what_is_confidential(
        string role,
        string person,
        bool reads
    )
    {
        var account = await _ops.CreateAccountAsync();
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = "owner" }).JsonAsync();
        await RecordAsync(account, confidential: true);
        await RecordAsync(account, confidential: false);

        using var reader = service.ClientFor(role, person, "accounts:read");
        var activities = (await reader.GetAsync($"/v1/accounts/{account}/activities").JsonAsync()).Items().ToList();

        activities.Count.ShouldBe(2, "that it took place is not a secret");
        activities
            .Single(it => it.GetProperty("confidential").GetBoolean())
            .TryGetProperty("notes", out var notes)
            .ShouldBe(reads);
        if (reads)
            notes.GetString().ShouldBe(Secret);
        activities.Single(it => !it.GetProperty("confidential").GetBoolean()).Text("notes").ShouldBe(Secret);
    }

    [Fact]
    public async Task What_is_confidential_is_in_no_timeline_event_or_export()
    {
        using var told = await service.ListenToAsync<ActivityRecorded>();
        var account = await _ops.CreateAccountAsync();
        await RecordAsync(account, confidential: true);

        (await told.FirstAsync(it => it.AccountId == account)).Subject.ShouldBeNull();
        (await _ops.GetStringAsync($"/v1/accounts/{account}/timeline")).ShouldNotContain(Secret);
        (await _ops.GetStringAsync("/v1/exports/activities?format=ndjson"))
            .Split('\n')
            .Single(line => line.Contains(account.ToString(), StringComparison.Ordinal))
            .ShouldNotContain(Secret);
    }

    private async Task RecordAsync(Guid account, bool confidential) =>
        await _ops.PostAsync(
                $"/v1/accounts/{account}/activities",
                new
                {
                    type = "call",
                    occurredAt = service.Clock.GetUtcNow(),
                    subject = Secret,
                    notes = Secret,
                    confidential,
                }
            )
            .JsonAsync(HttpStatusCode.Created);
}
